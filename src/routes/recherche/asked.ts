import type { FacetName } from '#foundation/search/index.ts';

/** What a search address asks. Values of filters are as in the address: a slug, a kind, a year. */
export type Asked = { text: string; filters: Partial<Record<FacetName, string>>; page: number };

/** Names of the filters in addresses, in the order of the page. */
export const parameters: Record<FacetName, string> = {
	section: 'rubrique',
	structure: 'structure',
	kind: 'type',
	year: 'annee'
};

export const facetNames = Object.keys(parameters) as FacetName[];

/** The address of a search. Changing a filter goes back to the first page: pass `page: 1`. */
export function searchAddress({ text, filters, page }: Asked): string {
	const query = new URLSearchParams({ q: text });
	for (const name of facetNames) if (filters[name]) query.set(parameters[name], filters[name]);
	if (page > 1) query.set('page', String(page));
	return `/recherche?${query}`;
}

/** Reads an address. A search is at most 200 signs. */
export function askedIn(query: URLSearchParams, page: number): Asked {
	const given = facetNames.flatMap((name) => {
		const value = query.get(parameters[name]);
		return value ? [[name, value] as const] : [];
	});
	return { text: (query.get('q') ?? '').trim().slice(0, 200), filters: Object.fromEntries(given), page };
}
