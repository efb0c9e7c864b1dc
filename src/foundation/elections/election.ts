import type { Day } from '#kernel/dates.ts';

/**
 * A pre-election period of one structure (article L. 52-1 of the code électoral), first and last day included. It is
 * data and never a constant: each structure decides which ballots concern it.
 */
export type ElectionPeriod = {
	id: string;
	structureId: string;
	/** The ballot: "Élections départementales". */
	title: string;
	/** The day of the first round. */
	electionOn: Day;
	startOn: Day;
	endOn: Day;
};

/** What comes in. Without `startOn`, the law's; without `endOn`, the day of the ballot. */
export type ElectionDraft = { structureId: string; title: string; electionOn: Day; startOn?: Day; endOn?: Day };
