import type { Instant } from '#kernel/dates.ts';
import type { Json } from '#platform/database/index.server.ts';

/** Who did what to what, when. Rows are added and never changed: both engines refuse it by trigger. */
export type AuditEntryTable = {
	id: string;
	at: Instant;
	/** An agent's id, `operator`, or null for nobody signed in. */
	actor: string | null;
	action: string;
	subjectKind: string;
	subjectId: string;
	detail: Json<Record<string, unknown>>;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		auditEntry: AuditEntryTable;
	}
}
