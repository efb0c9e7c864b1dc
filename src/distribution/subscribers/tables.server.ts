import type { Instant } from '#kernel/dates.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { ImportReport, ImportState } from './import-report.ts';
import type { ConsentEvent, SubscriptionState, SuppressionReason } from './subscriber.ts';

/** `addressKey` is a keyed hash (HMAC) of the address in lower case; both are null for agents. */
export type SubscriberTable = {
	id: string;
	address: string | null;
	addressKey: string | null;
	agentId: string | null;
	createdAt: Instant;
	lastContactAt: Instant;
	/** When he was last told that his address is about to be erased. */
	warnedAt: Instant | null;
};

export type SubscriptionTable = {
	subscriberId: string;
	publicationId: string;
	structureId: string | null;
	state: SubscriptionState;
	at: Instant;
};

/** Append-only on both engines. */
export type ConsentEventTable = {
	id: string;
	subscriberId: string;
	publicationId: string;
	act: ConsentEvent['act'];
	source: string;
	wording: string;
	at: Instant;
};

/** `scope` is `all`, or the id of a structure or of a publication. */
export type SuppressionTable = { addressKey: string; scope: string; reason: SuppressionReason; at: Instant };

/** `done` is in bytes of the file, which waits in `DATA_DIR/imports` until the import has ended. */
export type SubscriberImportTable = {
	id: string;
	publicationId: string;
	structureId: string | null;
	origin: string;
	isAttested: number;
	fileName: string;
	bytes: number;
	state: ImportState;
	done: number;
	report: Json<ImportReport>;
	fault: string | null;
	createdBy: string | null;
	createdAt: Instant;
	updatedAt: Instant;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		subscriber: SubscriberTable;
		subscription: SubscriptionTable;
		consentEvent: ConsentEventTable;
		suppression: SuppressionTable;
		subscriberImport: SubscriberImportTable;
	}
}
