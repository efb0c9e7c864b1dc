import type { Generated } from 'kysely';
import type { Exclusion } from '#distribution/subscribers/index.ts';
import type { Instant } from '#kernel/dates.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { MailAddress } from '#platform/mail.server.ts';
import type { DeliveryState, MailingState, Policy } from './mailing.ts';

export type MailingTable = {
	id: string;
	issueId: string;
	publicationId: string;
	state: MailingState;
	reason: string | null;
	policy: Policy;
	isUrgent: number;
	candidates: number;
	excluded: number;
	plannedAt: Instant | null;
	createdBy: string | null;
	createdAt: Instant;
	preparedAt: Instant | null;
	startedAt: Instant | null;
	endedAt: Instant | null;
	/** When addresses were erased from its deliveries. */
	erasedAt: Instant | null;
};

/** What one structure sends, as it was approved: only the two links of each recipient are to be put in. */
export type MailingLetterTable = {
	mailingId: string;
	structureId: string;
	subject: string;
	html: string;
	text: string;
	sha256: string;
	sender: Json<{ from: MailAddress; replyTo: string; listId: string; feedbackId: string }>;
};

/** `holder` is the worker that took it; `at` the instant of its present state, for who reads the list. */
export type DeliveryTable = {
	id: string;
	mailingId: string;
	structureId: string;
	subscriberId: string;
	address: string;
	/** 1: the personal address of an agent, which nobody else is shown. */
	isOwn: Generated<number>;
	provider: string;
	state: DeliveryState;
	attempts: number;
	/** Not before this instant; null: at once. */
	nextAt: Instant | null;
	/** Hours of rest of an agent, `20-7`; null for who has none. */
	quiet: string | null;
	holder: string | null;
	/** Of the last answer, by SMTP. */
	code: number | null;
	response: string | null;
	at: Instant | null;
	bounce: string | null;
	bouncedAt: Instant | null;
};

export type DeliveryExclusionTable = { mailingId: string; subscriberId: string; reason: Exclusion };

/** A process that sends. `process` tells it from another of the same number, on the same machine. */
export type MailWorkerTable = { id: string; host: string; process: string; until: Instant };

declare module '#platform/database/tables.ts' {
	interface Tables {
		mailing: MailingTable;
		mailingLetter: MailingLetterTable;
		delivery: DeliveryTable;
		deliveryExclusion: DeliveryExclusionTable;
		mailWorker: MailWorkerTable;
	}
}
