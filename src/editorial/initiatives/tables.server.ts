import type { Instant } from '#kernel/dates.ts';

/** Who said « Bravo »: one per agent and article. Counted, never listed or ranked. */
export type BravoTable = { articleId: string; agentId: string; at: Instant };

/** « Nous aussi » : a team that took an initiative up, each once. */
export type UptakeTable = {
	id: string;
	articleId: string;
	structureId: string;
	team: string;
	note: string;
	agentId: string | null;
	at: Instant;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		bravo: BravoTable;
		uptake: UptakeTable;
	}
}
