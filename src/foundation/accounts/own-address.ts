import type { Instant } from '#kernel/dates.ts';

/**
 * A personal address of an agent, given by himself alone (C28). It is used once `confirmedAt` is there, and nobody but he is
 * ever shown it. Letters go there when he has no address at work, or when he prefers it (`isPreferred`).
 */
export type OwnAddress = {
	address: string;
	/** His notices go there too. */
	forNotices: boolean;
	isPreferred: boolean;
	askedAt: Instant;
	/** Until when the link of the mail confirms it. */
	expiresAt: Instant;
	confirmedAt: Instant | null;
};

/** What others read in its place. */
export const ownAddressLabel = 'adresse personnelle';

/** What the agent reads beside the field. It is kept as the proof of his choice, word for word. */
export const ownAddressPrivacy =
	'Vous la donnez de votre plein gré, pour recevoir les lettres, et vos avis si vous le cochez ; elle ne sert à rien d’autre. Personne d’autre que vous ne la voit : ni votre hiérarchie, ni l’administration, ni la rédaction, qui lisent « adresse personnelle ». Elle est effacée dès que vous la retirez, et à la fermeture de votre compte.';

/** Hides in words that somebody may read an address, whole or without its domain. */
export function hideAddress(words: string, address: string): string {
	const local = address.slice(0, address.lastIndexOf('@'));
	const hidden = words.replaceAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, ownAddressLabel);
	return local.length < 3 ? hidden : hidden.replaceAll(new RegExp(local.replaceAll(/[^\w]/g, '\\$&'), 'gi'), '…');
}
