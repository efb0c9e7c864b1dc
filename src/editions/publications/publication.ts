import type { ArticleSummary } from '#editorial/articles/index.ts';
import type { Block, Doc, Rendition } from '#editorial/content/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';

/** A title with a cadence. `voices` are the structures that carry it, in order. */
export type Publication = {
	id: string;
	slug: string;
	kind: 'journal' | 'newsletter';
	title: string;
	tagline: string;
	cadence: string;
	reach: Reach;
	ownerId: string;
	voices: string[];
};

export const publicationKindLabels: Record<Publication['kind'], string> = {
	journal: 'Journal',
	newsletter: 'Infolettre'
};

/** How an article appears in an issue. */
export type Form = 'lead' | 'full' | 'summary' | 'title';

export const formLabels: Record<Form, string> = {
	lead: 'À la une',
	full: 'En entier',
	summary: 'Résumé',
	title: 'Titre et lien'
};

/** A block of an issue. `voices` limits it to some structures (ids); empty: all that carry the publication. */
export type IssueBlock = { id: string; voices: string[] } & (
	| { kind: 'article'; articleId: string; form: Form }
	| { kind: 'heading'; title: string }
	| { kind: 'text'; title: string; body: Doc }
);

/** What the head of the house says first, signed. */
export type Editorial = { title: string; body: Doc; signature: string };

export type Issue = {
	id: string;
	publicationId: string;
	number: number;
	title: string;
	/** The date on its cover. */
	date: Day;
	/** Shown by mail clients after the subject. */
	preheader: string;
	editorial: Editorial | null;
	blocks: IssueBlock[];
	publishedAt: Instant | null;
};

/** An issue in a list. `highlights` are titles that this reader will find in it, as his structure says them. */
export type IssueSummary = Pick<Issue, 'id' | 'number' | 'title' | 'date' | 'publishedAt'> & { highlights: string[] };

/** A block as one reader sees it. `anchor` is its place in the page, unique there. */
export type ShownBlock = { id: string; anchor: string } & (
	| { kind: 'article'; form: Form; summary: ArticleSummary; rendition: Rendition }
	| { kind: 'heading'; title: string }
	| { kind: 'text'; title: string; blocks: Block[] }
);

/** An issue as one reader sees it, in the voice of one structure; what he may not read is not there. */
export type IssuePage = {
	publication: Publication;
	issue: Issue;
	/** The structure (id) that speaks. */
	voice: string;
	editorial: { title: string; signature: string; blocks: Block[] } | null;
	blocks: ShownBlock[];
	contents: { anchor: string; title: string; level: 1 | 2 }[];
	previous: { number: number; title: string } | null;
	next: { number: number; title: string } | null;
};
