import type { Content, PictureUse } from '#editorial/content/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';

export type ArticleKind = 'news' | 'announcement' | 'initiative' | 'event' | 'portrait';

export const articleKindLabels: Record<ArticleKind, string> = {
	news: 'Actualité',
	announcement: 'Annonce',
	initiative: 'Initiative',
	event: 'Événement',
	portrait: 'Portrait'
};

export type ArticleState = 'draft' | 'submitted' | 'approved' | 'scheduled' | 'published' | 'withdrawn' | 'returned';

export const articleStateLabels: Record<ArticleState, string> = {
	draft: 'Brouillon',
	submitted: 'À valider',
	approved: 'Validé',
	scheduled: 'Programmé',
	published: 'Publié',
	withdrawn: 'Retiré',
	returned: 'Renvoyé pour correction'
};

/** Where a change to a published article stands. */
export type ChangeState = Extract<ArticleState, 'draft' | 'submitted' | 'approved' | 'returned'>;

/** What each kind adds to the common envelope. */
export type Details = {
	news: Record<never, never>;
	announcement: { signedBy: string; memo: 'service' | 'information'; important: boolean; acknowledgeBy: Day | null };
	initiative: { team: string };
	event: { place: string; online: string; capacity: number | null; dates: { start: Instant; end: Instant | null }[] };
	portrait: { person: string; job: string };
};

export const memoLabels: Record<Details['announcement']['memo'], string> = {
	service: 'Note de service',
	information: 'Note d’information'
};

/** What all articles share, apart from their words. `voices` speak, `audience` may read: both are structure ids, in order. */
export type Envelope<K extends ArticleKind = ArticleKind> = {
	kind: K;
	sectionId: string;
	/** Who keeps it up to date. */
	ownerId: string;
	voices: string[];
	audience: string[];
	reach: Reach;
	/** The function or service that signs ("au nom de"). */
	signature: string;
	contact: string;
	expiresAt: Instant | null;
	reviewOn: Day | null;
	details: Details[K];
};

/** What comes in to write an article. */
export type ArticleDraft<K extends ArticleKind = ArticleKind> = Envelope<K> & {
	/** Wanted address; made from the title when absent, numbered when taken. */
	slug?: string;
	content: Content;
	/** Where it was imported from; the same source is never imported twice. */
	source?: string;
};

/** A line of a list: what one structure says, already resolved. */
export type ArticleSummary = {
	id: string;
	slug: string;
	kind: ArticleKind;
	section: { slug: string; name: string };
	title: string;
	standfirst: string;
	cover: PictureUse | null;
	voices: string[];
	reach: Reach;
	signature: string;
	publishedAt: Instant;
	updatedAt: Instant | null;
	expiresAt: Instant | null;
	readingMinutes: number;
	details: Details[ArticleKind];
};
