/** Whose marks somebody may write: structures by slug, and all of them together. */
export const placesOf = (
	own: { slug: string; name: string }[],
	hasCommon: boolean
): { value: string; label: string }[] => [
	...(hasCommon ? [{ value: '', label: 'Toutes les structures' }] : []),
	...own.map(({ slug, name }) => ({ value: slug, label: name }))
];
