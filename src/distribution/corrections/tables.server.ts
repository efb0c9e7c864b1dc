import type { Instant } from '#kernel/dates.ts';

/** A correction of what stood in an issue, said in a later one. */
export type IssueCorrectionTable = { issueId: string; articleId: string; correctedAt: Instant; saidInId: string };

declare module '#platform/database/tables.ts' {
	interface Tables {
		issueCorrection: IssueCorrectionTable;
	}
}
