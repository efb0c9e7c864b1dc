import { journalLabels, listPeriodJournal } from '#editorial/advice/index.server.ts';
import { getElectionPeriod } from '#foundation/elections/index.server.ts';
import { isRunning } from '#foundation/elections/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { reachLabels } from '#kernel/reach.ts';
import { now } from '#platform/clock.ts';
import type { PageServerLoad } from './$types';

/** What a structure published in one of its pre-election periods, and why. */
export const load: PageServerLoad = async ({ locals: { db, structures }, params }) => {
	const period = await getElectionPeriod(db, params.id);
	const lines = await listPeriodJournal(db, period);
	return {
		period,
		structure: structures.find(({ id }) => id === period.structureId)?.name ?? '',
		isRunning: isRunning(period, dayOf(now())),
		lines: lines.map(({ article, action, ...line }) => ({
			...line,
			action: journalLabels[action],
			title: article.title,
			slug: action === 'article.publish' ? article.slug : '',
			place: [article.section, reachLabels[article.reach], ...line.outlets].join(' · ')
		}))
	};
};
