import type { Day, Instant } from '#kernel/dates.ts';

export type ElectionPeriodTable = {
	id: string;
	structureId: string;
	title: string;
	electionOn: Day;
	startOn: Day;
	endOn: Day;
	createdAt: Instant;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		electionPeriod: ElectionPeriodTable;
	}
}
