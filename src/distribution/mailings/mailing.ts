import type { Exclusion } from '#distribution/subscribers/index.ts';
import type { Instant } from '#kernel/dates.ts';

/**
 * `ready` is frozen and waits for a person; `scheduled` for its moment; `sending` goes on by itself; `paused` waits for a
 * person and says why; `settling` has nothing left to send and waits for returns; `closed` five days later; `cancelled` was
 * stopped.
 */
export type MailingState =
	'preparing' | 'ready' | 'scheduled' | 'sending' | 'paused' | 'settling' | 'closed' | 'cancelled';

export const mailingStateLabels: Record<MailingState, string> = {
	preparing: 'En préparation',
	ready: 'Prêt à partir',
	scheduled: 'Programmé',
	sending: 'En cours d’envoi',
	paused: 'En pause',
	settling: 'Envoyé',
	closed: 'Terminé',
	cancelled: 'Arrêté'
};

/** What becomes of a letter of which nobody knows whether it left: kept for a person to decide, or sent again. */
export type Policy = 'hold' | 'resend';

/**
 * One address. `sending` is written before the server is given the letter; whoever finds it there after a crash cannot know
 * whether it left, and makes it `uncertain`. `skipped` left or was suppressed after the audience was frozen. `bounced` was
 * accepted, and came back for good.
 */
export type DeliveryState =
	'pending' | 'sending' | 'sent' | 'deferred' | 'failed' | 'uncertain' | 'skipped' | 'bounced';

export const deliveryStates: DeliveryState[] = [
	'pending',
	'sending',
	'sent',
	'deferred',
	'failed',
	'uncertain',
	'skipped',
	'bounced'
];

export const deliveryStateLabels: Record<DeliveryState, string> = {
	pending: 'À envoyer',
	sending: 'En cours',
	sent: 'Remise',
	deferred: 'Nouvel essai prévu',
	failed: 'Refusée',
	uncertain: 'Incertaine',
	skipped: 'Écartée depuis',
	bounced: 'Revenue'
};

export type Mailing = {
	id: string;
	issueId: string;
	publicationId: string;
	state: MailingState;
	/** Why it is paused, in a French sentence; null otherwise. */
	reason: string | null;
	policy: Policy;
	/** Goes in hours of rest too; who asked for it is in the audit. */
	isUrgent: boolean;
	candidates: number;
	excluded: number;
	plannedAt: Instant | null;
	createdAt: Instant;
	preparedAt: Instant | null;
	startedAt: Instant | null;
	endedAt: Instant | null;
};

export type Counts = Record<DeliveryState, number>;

/** A mailing with what became of it. `candidates` = all of `counts` + `excluded`. */
export type MailingReport = Mailing & {
	publication: { slug: string; title: string };
	issue: { number: number; title: string };
	counts: Counts;
	exclusions: Partial<Record<Exclusion, number>>;
};

/** A recipient in a list, as long as addresses are kept. */
export type Delivery = {
	id: string;
	address: string;
	structureId: string;
	provider: string;
	state: DeliveryState;
	attempts: number;
	nextAt: Instant | null;
	code: number | null;
	response: string | null;
	at: Instant | null;
	bounce: string | null;
	bouncedAt: Instant | null;
};
