import type { Reader } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import { sql, type RawBuilder } from 'kysely';
import { lookUp, matches, rowId, weight, type Expression, type Place } from './expression.server.ts';
import type { SearchFilters } from './search.ts';

/** A text that this reader may find: its number and the shelf of its facets. */
export type Candidate = { id: number; shelfId: number };

/** For whom, when, and among what: everything but the words. */
export type Scope = {
	/** The reader's audiences, the one whose voice he is shown first. */
	audiences: number[];
	now: string;
	filters: SearchFilters;
};

/** The audiences that a reader belongs to and that something was ever written for. */
export async function audiencesOf(db: Db, reader: Reader): Promise<number[]> {
	if (reader.structures.length === 0) return [];
	const rows = await db
		.selectFrom('searchAudience')
		.select(['id', 'structureId'])
		.where('reach', '=', reader.reach)
		.where('structureId', 'in', reader.structures)
		.execute();
	return rows.sort((a, b) => rank(reader, a.structureId) - rank(reader, b.structureId)).map(({ id }) => id);
}

const rank = (reader: Reader, structure: string) => (structure === reader.structure ? 0 : 1);

/**
 * The most recent texts that answer, newest first, at most `limit`: one per subject, in the voice that comes first
 * in `scope.audiences`.
 */
export async function listCandidates(
	db: Db,
	expression: Expression,
	scope: Scope,
	limit: number,
	place: Place = 'anywhere'
): Promise<Candidate[]> {
	const { audiences } = scope;
	if (audiences.length === 0) return [];
	const several = audiences.length > 1;
	const { rows } = await sql<Candidate & { audienceId: number; groupId: number | string }>`
		select ${rowId(db)} as "id", v."shelfId"${several ? sql`, v."audienceId", v."groupId"` : sql``}
		from "searchIndex" f ${lookUp(db)} "searchVoice" v
			on v."audienceId" in (${sql.join(audiences)}) and v."entryId" = ${rowId(db)}
		where ${matches(db, expression, place)}
			and ${rowId(db)} < ${afterNow(scope.now)} and v."expiresAt" > ${scope.now} ${onShelves(scope.filters)}
		order by ${rowId(db)} desc limit ${several ? limit * audiences.length : limit}`.execute(db);
	if (!several) return rows.map(numbered);
	return onePerSubject(rows, audiences).slice(0, limit);
}

/** Ids begin with the millisecond of publication: this is the first one that is not yet published. */
export const afterNow = (now: string): number => (Date.parse(now) + 1) * 1000;

const numbered = ({ id, shelfId }: Candidate): Candidate => ({ id: Number(id), shelfId });

function onePerSubject(
	rows: (Candidate & { audienceId: number; groupId: number | string })[],
	audiences: number[]
): Candidate[] {
	const best = new Map<number | string, { rank: number; candidate: Candidate }>();
	for (const row of rows) {
		const own = audiences.indexOf(row.audienceId);
		const known = best.get(row.groupId);
		if (!known || own < known.rank) best.set(row.groupId, { rank: own, candidate: numbered(row) });
	}
	return [...best.values()].map(({ candidate }) => candidate);
}

function onShelves({ section, structure, kind, year }: SearchFilters): RawBuilder<unknown> {
	const conditions = [
		section && sql`"section" = ${section}`,
		kind && sql`"kind" = ${kind}`,
		year !== undefined && sql`"year" = ${year}`,
		structure && sql`"speaks" like ${`%"${structure.replace(/[%_\\"]/g, '')}"%`}`
	].filter((condition) => typeof condition === 'object');
	if (conditions.length === 0) return sql``;
	return sql`and v."shelfId" in (select "id" from "searchShelf" where ${sql.join(conditions, sql` and `)})`;
}

/** How well each of these texts answers, by its number; those that do not are absent. `ids` are few, newest first. */
export async function weigh(db: Db, expression: Expression, ids: number[]): Promise<Map<number, number>> {
	const newest = ids[0];
	const oldest = ids.at(-1);
	if (newest === undefined || oldest === undefined) return new Map();
	const { rows } = await sql<{ id: number | string; weight: number }>`
		select ${rowId(db)} as "id", ${weight(db, expression)} as "weight" from "searchIndex" f
		where ${matches(db, expression)} and ${rowId(db)} between ${oldest} and ${newest}
		order by ${rowId(db)} desc limit 2000`.execute(db);
	return new Map(rows.map((row) => [Number(row.id), row.weight]));
}
