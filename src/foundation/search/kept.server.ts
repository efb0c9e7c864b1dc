import type { Instant } from '#kernel/dates.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { sql } from 'kysely';
import { afterNow } from './candidates.server.ts';
import type { SearchResults } from './search.ts';

/** What facets count, by the number of the shelf. */
export type Shelf = { section: string; kind: string; year: number; speaks: string[] };

/**
 * What a process remembers of one database. Shelves never change. Results are kept until the index changes or until a
 * text appears or expires, whichever comes first: nothing is ever shown that a fresh search would not show.
 */
type Memory = {
	shelves: Map<number, Shelf>;
	results: Map<string, { results: SearchResults; generation: number; since: Instant; until: Instant }>;
};

const memories = new WeakMap<object, Memory>();
const mostResults = 300;

function memoryOf(db: Db): Memory {
	const owner = db.getExecutor().adapter;
	const known = memories.get(owner);
	if (known) return known;
	const memory: Memory = { shelves: new Map(), results: new Map() };
	memories.set(owner, memory);
	return memory;
}

/** All shelves that `ids` name. A transaction remembers nothing: what it sees may be taken back. */
export async function shelvesOf(db: Db, ids: Iterable<number>): Promise<Map<number, Shelf>> {
	const known = db.isTransaction ? new Map<number, Shelf>() : memoryOf(db).shelves;
	for (const id of ids) {
		if (known.has(id)) continue;
		const rows = await db.selectFrom('searchShelf').selectAll().execute();
		for (const { id, speaks, ...facts } of rows) known.set(id, { ...facts, speaks: readJson(speaks) });
		break;
	}
	return known;
}

/** The results of `ask`, or those that it gave before for the same key while nothing has changed since. */
export async function keepResults(
	db: Db,
	key: string,
	now: Instant,
	ask: () => Promise<SearchResults>
): Promise<SearchResults> {
	if (db.isTransaction) return ask();
	const { results: kept } = memoryOf(db);
	const state = await presentState(db, now);
	const known = kept.get(key);
	if (known && known.generation === state.generation && now >= known.since && now < known.until) return known.results;
	const results = await ask();
	kept.delete(key);
	if (kept.size >= mostResults) kept.delete(kept.keys().next().value!);
	kept.set(key, { results, since: now, ...state });
	return results;
}

/** The number of the last change, and when time alone will change what is found. */
async function presentState(db: Db, now: Instant): Promise<{ generation: number; until: Instant }> {
	const { rows } = await sql<{ generation: number; expires: Instant | null; appears: Instant | null }>`
		select "generation",
			(select min("expiresAt") from "searchEntry" where "expiresAt" > ${now}) as "expires",
			(select "publishedAt" from "searchEntry" where "id" >= ${afterNow(now)} order by "id" limit 1) as "appears"
		from "searchState" where "id" = 1`.execute(db);
	const { generation = 0, expires = null, appears = null } = rows[0] ?? {};
	const moments = [expires, appears].filter((moment) => moment !== null).sort();
	return { generation, until: moments[0] ?? '9999' };
}
