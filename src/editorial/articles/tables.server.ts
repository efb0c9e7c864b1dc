import type { Content, PictureUse, Variant } from '#editorial/content/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { ArticleKind, ArticleState, Details } from './article.ts';

/** The envelope. Its words are in `revision`: `live` is what readers see, `working` what writers change. */
export type ArticleTable = {
	id: string;
	kind: ArticleKind;
	slug: string;
	state: ArticleState;
	sectionId: string;
	/** The structure that keeps it up to date. */
	ownerId: string;
	authorId: string | null;
	reach: Reach;
	signature: string;
	contact: string;
	details: Json<Details[ArticleKind]>;
	liveId: string | null;
	workingId: string | null;
	/** When readers may first see it; in the future while `scheduled`. */
	publishedAt: Instant | null;
	/** When readers were last told that it changed. */
	updatedAt: Instant | null;
	expiresAt: Instant | null;
	reviewOn: Day | null;
	source: string | null;
	/** SHA-256 (hex) of what was imported, to see whether it changed. */
	sourceHash: string | null;
	createdAt: Instant;
};

export type RevisionTable = {
	id: string;
	articleId: string;
	number: number;
	title: string;
	standfirst: string;
	cover: Json<PictureUse | null>;
	variants: Json<Record<string, Variant>>;
	body: Json<Content['body']>;
	relayMessage: string;
	words: number;
	note: string;
	authorId: string | null;
	createdAt: Instant;
};

export type ArticleVoiceTable = { articleId: string; structureId: string; position: number };
export type ArticleAudienceTable = { articleId: string; structureId: string };
/** Every address an article ever had once published. */
export type ArticleSlugTable = { slug: string; articleId: string };
/** Dates of an event, to list them by time. It is over at its end, or at its start when no end was said. */
export type EventDateTable = { articleId: string; startAt: Instant; endAt: Instant | null; overAt: Instant };
/** A rendition kept as HTML, so that reading is a look-up. */
export type RenderedTable = { revisionId: string; structureId: string; reach: Reach; stamp: string; html: string };

declare module '#platform/database/tables.ts' {
	interface Tables {
		article: ArticleTable;
		revision: RevisionTable;
		articleVoice: ArticleVoiceTable;
		articleAudience: ArticleAudienceTable;
		articleSlug: ArticleSlugTable;
		eventDate: EventDateTable;
		rendered: RenderedTable;
	}
}
