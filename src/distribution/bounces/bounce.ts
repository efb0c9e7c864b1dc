import type { Instant } from '#kernel/dates.ts';

/**
 * Whose fault a letter that did not arrive is. `hard`: the address is none, or none any more; `soft`: full, away, not now;
 * `policy`: the receiver does not want it from us, and the recipient has nothing to do with it; `complaint`: the recipient
 * said that he does not want it.
 */
export type BounceKind = 'hard' | 'soft' | 'policy' | 'complaint';

export const bounceKindLabels: Record<BounceKind, string> = {
	hard: 'Adresse inexistante',
	soft: 'Boîte pleine ou indisponible',
	policy: 'Refusée par la messagerie',
	complaint: 'Signalée comme indésirable'
};

/**
 * What a message in the mailbox of returns is. `delay` says that a server still tries; `delivered` that a letter has arrived;
 * `autoreply` is a machine that answers for somebody; `unknown` is for a person to read.
 */
export type ReturnKind = 'bounce' | 'delay' | 'delivered' | 'complaint' | 'autoreply' | 'unknown';

export const returnKindLabels: Record<ReturnKind, string> = {
	bounce: 'Non remise',
	delay: 'Encore en chemin',
	delivered: 'Remise confirmée',
	complaint: 'Plainte',
	autoreply: 'Réponse automatique',
	unknown: 'À lire'
};

/** One recipient of a delivery status notification (RFC 3464 §2.3), its fields as they were sent. */
export type RecipientReport = {
	/** In lower case; the one that we wrote to, when the report says it, else the last one it was sent to. */
	recipient: string;
	action: string;
	/** `5.1.1`; empty when there is none. */
	status: string;
	/** Without its type: `550 5.1.1 <a@b.example>: …`. */
	diagnostic: string;
};

/** What was read in a message, by its structure. Tokens and ids come in the order in which they are to be believed. */
export type ReturnedMail = {
	kind: ReturnKind;
	/** What stands after the `+` of the addresses that it came to, or that the returned letter came from. */
	tokens: string[];
	/** Of the letter that comes back, without angle brackets; then what it was called when it was given (ENVID). */
	messageIds: string[];
	reports: RecipientReport[];
	from: string;
	subject: string;
	/** The words of it, shortened, for who reads the tray. */
	excerpt: string;
};

/** What was done about it. `stopped`: nothing is sent to this address any more (everywhere, or for one structure). */
export type ReturnEffect = 'stopped' | 'counted' | 'none';

/** A message that came back, as the desk reads it. Words and address are there as long as they are kept. */
export type Return = {
	id: string;
	at: Instant;
	kind: ReturnKind;
	bounce: BounceKind | null;
	status: string;
	diagnostic: string;
	recipient: string | null;
	structureId: string | null;
	mailingId: string | null;
	deliveryId: string | null;
	effect: ReturnEffect;
	/** `unreachable` after several in a row, else the kind itself. */
	reason: 'hard' | 'complaint' | 'unreachable' | null;
	from: string | null;
	subject: string | null;
	excerpt: string | null;
	readAt: Instant | null;
	undoneAt: Instant | null;
	undoneReason: string | null;
	isAgent: boolean;
};

/** What was done about a return, in a sentence. */
export function effectWords({ effect, reason }: Pick<Return, 'effect' | 'reason'>): string {
	if (effect === 'counted') return 'Compté\u00a0; l’adresse reste sur les listes.';
	switch (reason) {
		case 'complaint':
			return 'Cette structure ne lui envoie plus rien.';
		case 'unreachable':
			return 'Plus rien ne lui est envoyé\u00a0: trois de ses cinq dernières lettres sont revenues.';
		default:
			return 'Plus rien ne lui est envoyé.';
	}
}
