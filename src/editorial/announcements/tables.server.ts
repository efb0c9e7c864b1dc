import type { Instant } from '#kernel/dates.ts';

/** Who took note of what, in which version. An important change asks again. */
export type AcknowledgementTable = { articleId: string; agentId: string; version: number; at: Instant };

declare module '#platform/database/tables.ts' {
	interface Tables {
		acknowledgement: AcknowledgementTable;
	}
}
