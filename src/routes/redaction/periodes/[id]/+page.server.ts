import { getElectionPeriod } from '#foundation/elections/index.server.ts';
import { isRunning } from '#foundation/elections/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { linesOf, placeOf } from './lines.server.ts';
import type { PageServerLoad } from './$types';

/** What a structure published in one of its pre-election periods, and why. */
export const load: PageServerLoad = async ({ locals: { db, structures }, params }) => {
	const period = await getElectionPeriod(db, params.id);
	const lines = await linesOf(db, period);
	return {
		period,
		structure: structures.find(({ id }) => id === period.structureId)?.name ?? '',
		isRunning: isRunning(period, dayOf(now())),
		lines: lines.map((line) => ({ ...line, place: placeOf(line) }))
	};
};
