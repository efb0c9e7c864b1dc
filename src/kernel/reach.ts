/** How far something may travel (niveau de diffusion). */
export type Reach = 'internal' | 'partners' | 'public';

export const reaches: Reach[] = ['internal', 'partners', 'public'];

export const reachLabels: Record<Reach, string> = {
	internal: 'Agents',
	partners: 'Agents et partenaires',
	public: 'Grand public'
};

/**
 * Whether what is marked `mark` may be shown to a reader of `reader` reach.
 * An agent (`internal`) reads everything, the public only what is marked `public`.
 */
export function reachAllows(mark: Reach, reader: Reach): boolean {
	return reaches.indexOf(mark) >= reaches.indexOf(reader);
}

/** The marks that a reader of this reach may see, for `where reach in (…)`. */
export const reachesOpenTo = (reader: Reach): Reach[] => reaches.slice(reaches.indexOf(reader));
