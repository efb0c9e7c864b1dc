import type { QuietHours } from '#foundation/notices/index.ts';
import type { Instant } from '#kernel/dates.ts';

/**
 * `pending` asked and has not confirmed yet (double opt-in); `active` receives; `left` receives no more. An agent whom a
 * title is addressed to receives it without a subscription of his own, until he leaves.
 */
export type SubscriptionState = 'pending' | 'active' | 'left';

export const subscriptionStateLabels: Record<SubscriptionState, string> = {
	pending: 'À confirmer',
	active: 'Abonné',
	left: 'Désabonné'
};

export type Subscription = {
	publicationId: string;
	/** In whose voice he reads it; null: the owner of the title. */
	structureId: string | null;
	state: SubscriptionState;
	at: Instant;
};

/** Somebody who receives letters. `address` is null for an agent, whose account has it, and after erasure. */
export type Subscriber = {
	id: string;
	address: string | null;
	agentId: string | null;
	createdAt: Instant;
	subscriptions: Subscription[];
};

/** A line of the proof of consent, which nobody changes. `wording` is what he read when he agreed. */
export type ConsentEvent = {
	act: 'asked' | 'confirmed' | 'imported' | 'subscribed' | 'left' | 'erased';
	publicationId: string;
	source: string;
	wording: string;
	at: Instant;
};

/** Why nothing is sent to an address. Kept by keyed hash, so that it survives erasure. */
export type SuppressionReason = 'hard' | 'complaint' | 'unreachable' | 'erased' | 'manual';

export const suppressionLabels: Record<SuppressionReason, string> = {
	hard: 'L’adresse n’existe pas ou plus',
	complaint: 'Signalée comme indésirable',
	unreachable: 'Injoignable plusieurs fois de suite',
	erased: 'Effacée à la demande de la personne',
	manual: 'Écartée par la rédaction'
};

/** Why somebody whom a mailing might reach is left out of it. */
export type Exclusion =
	'no-address' | 'invalid' | 'pending' | 'left' | 'suppressed' | 'duplicate' | 'already' | 'enough';

export const exclusionLabels: Record<Exclusion, string> = {
	'no-address': 'Sans adresse de courriel : à joindre autrement',
	invalid: 'Adresse mal écrite',
	pending: 'N’a pas encore confirmé',
	left: 'S’est désabonné',
	suppressed: 'Adresse écartée',
	duplicate: 'Même adresse qu’un autre abonnement',
	already: 'A déjà reçu ce numéro',
	enough: 'A reçu assez de lettres en sept jours'
};

/** Somebody whom a mailing might reach. Exactly one of a good `address` without `exclusion`, or an `exclusion`. */
export type Candidate = {
	subscriberId: string;
	agentId: string | null;
	/** In lower case. */
	address: string | null;
	/** Whether it is the personal address of an agent, which nobody else is shown. */
	isOwn: boolean;
	/** The voice (structure id) in which he receives it. */
	structureId: string;
	exclusion: Exclusion | null;
	/** An agent's hours of rest; null for who is none: residents have no such hours. */
	quiet: QuietHours | null;
};
