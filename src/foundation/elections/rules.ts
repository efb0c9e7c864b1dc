import { instantFromLocal, type Day } from '#kernel/dates.ts';
import type { ElectionDraft, ElectionPeriod } from './election.ts';

/** The first day of the sixth month before the month of the ballot (L. 52-1, second paragraph): 2028-03 → 2027-09-01. */
export function preElectionStart(electionMonth: Day | string): Day {
	const [year = 0, month = 1] = electionMonth.split('-').map(Number);
	const months = year * 12 + (month - 1) - 6;
	return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** Whether a period runs on a day. Both ends are in it. */
export const isRunning = ({ startOn, endOn }: Pick<ElectionPeriod, 'startOn' | 'endOn'>, day: Day): boolean =>
	startOn <= day && day <= endOn;

/** The periods that run for one of these structures on a day. */
export const runningFor = (periods: ElectionPeriod[], structures: string[], day: Day): ElectionPeriod[] =>
	periods.filter((period) => structures.includes(period.structureId) && isRunning(period, day));

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && instantFromLocal(text) !== undefined;

/** The draft with the days that the law gives where none were said, and what is wrong with it, by field. */
export function completed(draft: ElectionDraft): { draft: Required<ElectionDraft>; faults: Record<string, string> } {
	const { structureId, electionOn } = draft;
	const title = draft.title.replace(/\s+/g, ' ').trim();
	const faults: Record<string, string> = {};
	if (!structureId) faults.structureId = 'Choisissez la structure.';
	if (!title) faults.title = 'Nommez le scrutin.';
	else if (title.length > 120) faults.title = 'Le nom du scrutin dépasse 120 signes.';
	if (!isDay(electionOn)) faults.electionOn = 'Donnez la date du scrutin, comme 2028-03-12.';
	const startOn = draft.startOn || (faults.electionOn ? '' : preElectionStart(electionOn));
	const endOn = draft.endOn || electionOn;
	if (!faults.electionOn) {
		if (!isDay(startOn)) faults.startOn = 'Donnez le premier jour de la période.';
		else if (startOn > electionOn) faults.startOn = 'La période commence avant le scrutin.';
		if (!isDay(endOn)) faults.endOn = 'Donnez le dernier jour de la période.';
		else if (endOn < electionOn) faults.endOn = 'La période va au moins jusqu’au jour du scrutin.';
	}
	return { draft: { structureId, title, electionOn, startOn, endOn }, faults };
}
