import type { ArticleKind, ArticleState } from '#editorial/articles/index.ts';
import type { Instant } from '#kernel/dates.ts';

/** What a team leader types on a phone. */
export type InitiativeInput = {
	title: string;
	/** What they did. */
	done: string;
	/** Why it works, what it changes. */
	change: string;
	team: string;
	/** A picture already in the library, and what it shows; empty without one. */
	picture: string;
	pictureAlt: string;
};

/** « Nous aussi » : who took it up. */
export type Uptake = {
	id: string;
	structureId: string;
	team: string;
	note: string;
	at: Instant;
	/** Whether the reader may take it back. */
	isMine: boolean;
};

export type UptakeInput = { structureId: string; team: string; note: string };

/** What the page of an initiative shows of those who answered it, and of who had the idea. */
export type Echo = {
	bravos: number;
	/** Whether this reader is one of them. */
	isGiven: boolean;
	uptakes: Uptake[];
	/** Who proposed it, whoever wrote it in the end; null when nobody of ours did. */
	credit: { name: string; jobTitle: string } | null;
};

/** A proposal as the desk's list and its author see it. */
export type Proposal = {
	id: string;
	slug: string;
	title: string;
	team: string;
	author: string;
	structureId: string;
	state: ArticleState;
	proposedAt: Instant;
	publishedAt: Instant | null;
};

/** Kinds that praise somebody: these take a « Bravo ». */
export const praised: ArticleKind[] = ['initiative', 'portrait'];

/** How many said « Bravo » to each of some articles, and how many teams took it up. */
export type Echoes = Record<string, { bravos: number; uptakes: number }>;
