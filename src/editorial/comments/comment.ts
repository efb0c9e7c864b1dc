import type { Instant } from '#kernel/dates.ts';

/** A comment as one reader sees it. `body` is empty for who may not read what was hidden. */
export type Comment = {
	id: string;
	author: string;
	jobTitle: string;
	body: string;
	at: Instant;
	isMine: boolean;
	isHidden: boolean;
	/** Why it was hidden, for its author alone. */
	hiddenReason: string;
	/** This reader reported it already. */
	isReported: boolean;
};

/** What is said under an article. */
export type Discussion = {
	/** Whether one may add to it. */
	isOpen: boolean;
	/** Whether this reader has accepted the present charter. */
	hasAccepted: boolean;
	comments: Comment[];
};

/** A comment as the desk moderates it, with its trace. */
export type ModeratedComment = {
	id: string;
	author: string;
	body: string;
	at: Instant;
	article: { slug: string; title: string };
	reports: { by: string; reason: string; at: Instant }[];
	hidden: { by: string; reason: string; at: Instant } | null;
};

/** The charter that everyone accepts at his first comment. A new text has a new name, and is accepted anew. */
export const charter = {
	name: '2026-11',
	rules: [
		'Vous signez de votre nom : tous les agents qui lisent l’article vous lisent.',
		'On parle du sujet, avec respect. Ni attaque, ni moquerie, ni propos discriminatoire.',
		'On ne dit rien d’une personne, d’un usager ou d’un dossier qui ne doive rester entre nous.',
		'Le devoir de réserve et la discrétion professionnelle s’appliquent ici comme ailleurs.',
		'Chacun peut signaler un commentaire. La rédaction peut le masquer : elle dit pourquoi, et en garde la trace.'
	]
};
