import { listElectionPeriods } from '#foundation/elections/index.server.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { LayoutServerLoad } from './$types';

/** What every page of the desk says above its own words: the pre-election periods of the writer's structures. */
export const load: LayoutServerLoad = async ({ locals: { actor, db } }) => {
	const structures = actor.kind === 'agent' ? actor.structures : [];
	return { runningPeriods: await listElectionPeriods(db, { structures, on: dayOf(now()) }) };
};
