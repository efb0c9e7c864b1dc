import type { Day } from '#kernel/dates.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { ElectionPeriod } from './election.ts';

const periods = (db: Db) =>
	db.selectFrom('electionPeriod').select(['id', 'structureId', 'title', 'electionOn', 'startOn', 'endOn']);

/** Periods of all structures, or of some, the next ballot last; `on` keeps those that hold a day. */
export async function listElectionPeriods(
	db: Db,
	{ structures, on }: { structures?: string[]; on?: Day } = {}
): Promise<ElectionPeriod[]> {
	let query = periods(db).orderBy('startOn').orderBy('id');
	if (structures) query = query.where('structureId', 'in', structures.length > 0 ? structures : ['']);
	if (on) query = query.where('startOn', '<=', on).where('endOn', '>=', on);
	return query.execute();
}

/** Throws `NotFound`. */
export async function getElectionPeriod(db: Db, id: string): Promise<ElectionPeriod> {
	const period = await periods(db).where('id', '=', id).executeTakeFirst();
	if (!period) throw new NotFound('Cette période n’existe pas, ou n’existe plus.');
	return period;
}
