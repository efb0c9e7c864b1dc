import type { Content, PictureUse, Variant } from '#editorial/content/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { ArticleDraft, ArticleKind, ArticleState, ChangeState, Details, Envelope } from './article.ts';
import type { Outlet, OutletState } from './outlets.ts';

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
	/** The revision that was validated; only this one can be published. */
	approvedId: string | null;
	/** Where a change to what readers already see stands; null when there is none. */
	changeState: ChangeState | null;
	/** When it is meant to appear; on approval it is scheduled for then. */
	plannedAt: Instant | null;
	/** When those outside may first see it, if later than agents ("internal first"). */
	publicAt: Instant | null;
	/** When a contributor handed it to the desk. */
	proposedAt: Instant | null;
	/** The correction notice that readers see, and since when. */
	correction: string;
	correctedAt: Instant | null;
	/** Grows with each important change: acknowledgements are given for one of them. */
	readingVersion: number;
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
	/** The envelope as it was written with these words; null for those written before it was kept here. */
	envelope: Json<Envelope> | null;
	texts: Json<NonNullable<Content['texts']>>;
};

/**
 * The working slot: what is being typed, saved by itself; `draft` is null once it became a revision. It is no revision;
 * `version` grows with every saving.
 */
export type ArticleSlotTable = {
	articleId: string;
	draft: Json<ArticleDraft | null>;
	version: number;
	updatedBy: string | null;
	updatedAt: Instant;
};

/** Who has the article open, as of `seenAt`. */
export type PresenceTable = { articleId: string; agentId: string; seenAt: Instant };

/** Who was invited to write one article, whatever his remit. */
export type ArticleGuestTable = { articleId: string; agentId: string; invitedBy: string | null; invitedAt: Instant };

/** What somebody noted beside a passage (`quote`). */
export type RemarkTable = {
	id: string;
	articleId: string;
	quote: string;
	body: string;
	agentId: string | null;
	at: Instant;
	resolvedAt: Instant | null;
	resolvedBy: string | null;
};

/** A way out that was asked for, and what became of it. */
export type ArticleOutletTable = {
	articleId: string;
	outlet: Outlet;
	state: OutletState;
	reason: string;
	revisionId: string | null;
	url: string;
	at: Instant | null;
};

export type ArticleVoiceTable = { articleId: string; structureId: string; position: number };
export type ArticleAudienceTable = { articleId: string; structureId: string };
/** Every address an article ever had once published. */
export type ArticleSlugTable = { slug: string; articleId: string };
/** Dates of an event, to list them by time. It is over at its end, or at its start when no end was said. */
export type EventDateTable = { articleId: string; startAt: Instant; endAt: Instant | null; overAt: Instant };
/** A rendition kept as HTML, so that reading is a look-up. */
export type RenderedTable = { revisionId: string; structureId: string; reach: Reach; stamp: string; html: string };

/** Which media a revision shows; an empty id for one that shows none. Made from the revisions, once each. */
export type RevisionMediaTable = { revisionId: string; mediaId: string; isCover: number };

declare module '#platform/database/tables.ts' {
	interface Tables {
		article: ArticleTable;
		revision: RevisionTable;
		articleVoice: ArticleVoiceTable;
		articleAudience: ArticleAudienceTable;
		articleSlug: ArticleSlugTable;
		eventDate: EventDateTable;
		rendered: RenderedTable;
		articleSlot: ArticleSlotTable;
		presence: PresenceTable;
		articleGuest: ArticleGuestTable;
		remark: RemarkTable;
		articleOutlet: ArticleOutletTable;
		revisionMedia: RevisionMediaTable;
	}
}
