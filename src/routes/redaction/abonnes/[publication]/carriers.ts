import type { Publication } from '#editions/publications/index.ts';
import type { Structure } from '#foundation/structures/index.ts';

/** The structures that carry a title, in its order. */
export const carriers = ({ voices }: Pick<Publication, 'voices'>, structures: Structure[]) =>
	voices.flatMap((voice) => {
		const found = structures.find(({ id }) => id === voice);
		return found ? [{ id: found.id, slug: found.slug, name: found.name, shortName: found.shortName }] : [];
	});
