import type { Db } from '#platform/database/index.server.ts';
import type { Candidate } from './candidates.server.ts';
import { shelvesOf, type Shelf } from './kept.server.ts';
import type { FacetName, FacetValue, SearchFilters, SearchResults } from './search.ts';

const values: Record<FacetName, (shelf: Shelf) => string[]> = {
	section: ({ section }) => [section],
	structure: ({ speaks }) => speaks,
	kind: ({ kind }) => [kind],
	year: ({ year }) => [String(year)]
};

/**
 * How many results each value would leave. A facet on which one already filters is counted without that filter, so
 * that one can change one's mind: `listOthers` is asked once for each of those.
 */
export async function countFacets(
	db: Db,
	candidates: Candidate[],
	filters: SearchFilters,
	listOthers: (filters: SearchFilters) => Promise<Candidate[]>
): Promise<SearchResults['facets']> {
	const facets = {} as SearchResults['facets'];
	const shelves = await onShelves(db, candidates);
	for (const name of Object.keys(values) as FacetName[]) {
		const isFree = filters[name] === undefined;
		const counted = isFree ? shelves : await onShelves(db, await listOthers({ ...filters, [name]: undefined }));
		facets[name] = countValues(counted, name);
	}
	return facets;
}

/** How many candidates each shelf holds: far fewer shelves than candidates. */
async function onShelves(db: Db, candidates: Candidate[]): Promise<[Shelf, number][]> {
	const counts = new Map<number, number>();
	for (const { shelfId } of candidates) counts.set(shelfId, (counts.get(shelfId) ?? 0) + 1);
	const shelves = await shelvesOf(db, counts.keys());
	return [...counts].flatMap(([id, count]) => {
		const shelf = shelves.get(id);
		return shelf ? [[shelf, count]] : [];
	});
}

function countValues(shelves: [Shelf, number][], name: FacetName): FacetValue[] {
	const counts = new Map<string, number>();
	for (const [shelf, count] of shelves)
		for (const value of values[name](shelf)) counts.set(value, (counts.get(value) ?? 0) + count);
	const listed = [...counts].map(([value, count]) => ({ value, count }));
	return listed.sort((a, b) => (name === 'year' ? Number(b.value) - Number(a.value) : b.count - a.count));
}
