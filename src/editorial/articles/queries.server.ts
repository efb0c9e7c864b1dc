import { rendition, type Content, type Rendition } from '#editorial/content/index.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Page } from '#kernel/pages.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { ArticleKind, ArticleSummary } from './article.ts';
import { renderedHtml } from './rendered.server.ts';
import { contentOf } from './revision.server.ts';
import { readingMinutes } from './rules.ts';
import { visibleArticles, type VisibleRow } from './visible.server.ts';

export type ArticleFilter = {
	kinds?: ArticleKind[];
	/** Slug of a section. */
	section?: string;
	/** Id of a structure that speaks in it. */
	voice?: string;
	/** Ids to leave out. */
	except?: string[];
	page?: number;
	size?: number;
};

function filtered(db: Db, reader: Reader, { kinds, section, voice, except }: ArticleFilter) {
	let query = visibleArticles(db, reader);
	if (kinds?.length === 1) query = query.where('article.kind', '=', kinds[0]!);
	// Of several kinds, the newest are found by walking time, not by gathering all of each kind and sorting them.
	else if (kinds) query = query.where((eb) => eb(eb.fn.coalesce('article.kind', eb.val('')), 'in', kinds));
	if (section) query = query.where('section.slug', '=', section);
	if (except?.length) query = query.where('article.id', 'not in', except);
	if (voice) {
		query = query.where('article.id', 'in', (eb) =>
			eb.selectFrom('articleVoice').select('articleId').where('structureId', '=', voice)
		);
	}
	return query;
}

/** The most recent articles that a reader may see, newest first, without counting them. */
export async function listRecent(db: Db, reader: Reader, filter: ArticleFilter): Promise<ArticleSummary[]> {
	const { page = 1, size = 20 } = filter;
	const rows = await filtered(db, reader, filter)
		.orderBy('article.publishedAt', 'desc')
		.orderBy('article.id', 'desc')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return summaries(db, reader, rows);
}

/** A page of the articles that a reader may see, newest first. `size` is 20 unless said. */
export async function listPublished(db: Db, reader: Reader, filter: ArticleFilter = {}): Promise<Page<ArticleSummary>> {
	const { page = 1, size = 20 } = filter;
	const items = await listRecent(db, reader, filter);
	const { total } = await filtered(db, reader, filter)
		.clearSelect()
		.select((eb) => eb.fn.countAll().as('total'))
		.executeTakeFirstOrThrow();
	return { items, number: page, size, total: Number(total) };
}

/** Articles by id, in the order of `ids`; those that the reader may not see are absent. */
export async function listByIds(db: Db, reader: Reader, ids: string[]): Promise<ArticleSummary[]> {
	if (ids.length === 0) return [];
	const rows = await visibleArticles(db, reader).where('article.id', 'in', ids).execute();
	const found = await summaries(db, reader, rows);
	return ids.flatMap((id) => found.find((article) => article.id === id) ?? []);
}

export type EventDate = { article: ArticleSummary; startAt: Instant; endAt: Instant | null };

/** Dates of events that are not over, soonest first; an event with several dates comes several times. */
export async function listUpcomingEvents(db: Db, reader: Reader, limit = 50): Promise<EventDate[]> {
	const rows = await visibleArticles(db, reader)
		.innerJoin('eventDate', 'eventDate.articleId', 'article.id')
		.select(['eventDate.startAt', 'eventDate.endAt'])
		.where('eventDate.overAt', '>=', now())
		.orderBy('eventDate.startAt')
		.limit(limit)
		.execute();
	const articles = await summaries(db, reader, rows);
	return rows.map(({ startAt, endAt }, index) => ({ article: articles[index]!, startAt, endAt }));
}

/** Dates of events that begin before `to` and end after `from`, soonest first: what an agenda of those days holds. */
export async function listEventsBetween(
	db: Db,
	reader: Reader,
	{ from, to }: { from: Instant; to: Instant }
): Promise<EventDate[]> {
	const rows = await visibleArticles(db, reader)
		.innerJoin('eventDate', 'eventDate.articleId', 'article.id')
		.select(['eventDate.startAt', 'eventDate.endAt'])
		.where('eventDate.overAt', '>=', from)
		.where('eventDate.startAt', '<=', to)
		.orderBy('eventDate.startAt')
		.orderBy('article.id')
		.limit(60)
		.execute();
	const articles = await summaries(db, reader, rows);
	return rows.map(({ startAt, endAt }, index) => ({ article: articles[index]!, startAt, endAt }));
}

/** What one structure says of some articles, for an issue: only those that this reader may see. */
export async function findRenditions(
	db: Db,
	reader: Reader,
	ids: string[]
): Promise<Map<string, { summary: ArticleSummary; rendition: Rendition }>> {
	if (ids.length === 0) return new Map();
	const rows = await visibleArticles(db, reader)
		.select(['revision.body', 'revision.relayMessage'])
		.where('article.id', 'in', ids)
		.execute();
	const found = await summaries(db, reader, rows);
	return new Map(
		rows.map((row, index) => [
			row.id,
			{ summary: found[index]!, rendition: rendition(contentOf(row), reader.structure, reader.reach) }
		])
	);
}

/** An article as its page shows it. */
export type ArticlePage = ArticleSummary & {
	html: string;
	contact: string;
	relayMessage: string;
	/** It has expired: only who still has its address reads it, with a warning. */
	expired: boolean;
	related: ArticleSummary[];
	/** What was wrong before, and since when it is right. */
	correction: { text: string; at: Instant } | null;
	/** Acknowledgements are given for one reading version; an important change makes another. */
	readingVersion: number;
	/** Id of the structure that keeps it up to date. */
	owner: string;
};

/** The article at an address, as this reader's structure says it. Throws `NotFound`, also for what he may not see. */
export async function getArticle(db: Db, reader: Reader, slug: string): Promise<ArticlePage> {
	const row = await visibleArticles(db, reader, { expired: true })
		.select([
			'article.contact',
			'article.ownerId',
			'article.correction',
			'article.correctedAt',
			'article.readingVersion',
			'revision.id as revisionId',
			'revision.body',
			'revision.relayMessage'
		])
		.where('article.slug', '=', slug)
		.executeTakeFirst();
	if (!row) throw new NotFound('Cet article n’existe pas, ou il ne vous est pas destiné.');
	const content = contentOf(row);
	const [summary] = await summaries(db, reader, [row]);
	return {
		...summary!,
		html: await renderedHtml(db, reader, row.revisionId, content),
		contact: row.contact,
		owner: row.ownerId,
		correction: row.correctedAt ? { text: row.correction, at: row.correctedAt } : null,
		readingVersion: row.readingVersion,
		relayMessage: rendition(content, reader.structure, reader.reach).relayMessage,
		expired: row.expiresAt !== null && row.expiresAt <= now(),
		related: await listRecent(db, reader, { section: row.sectionSlug, except: [row.id], size: 3 })
	};
}

/** The present address of what this reader may see under an old one. */
export async function findArticleAddress(db: Db, reader: Reader, oldSlug: string): Promise<string | undefined> {
	const row = await visibleArticles(db, reader, { expired: true })
		.innerJoin('articleSlug', 'articleSlug.articleId', 'article.id')
		.where('articleSlug.slug', '=', oldSlug)
		.executeTakeFirst();
	return row?.slug;
}

/** Rows as one structure says them, with who speaks: one more query for the whole list. */
async function summaries(db: Db, reader: Reader, rows: VisibleRow[]): Promise<ArticleSummary[]> {
	if (rows.length === 0) return [];
	const ids = [...new Set(rows.map((row) => row.id))];
	const voices = await db
		.selectFrom('articleVoice')
		.selectAll()
		.where('articleId', 'in', ids)
		.orderBy('position')
		.execute();
	return rows.map((row) => {
		const variant = readJson<Content['variants']>(row.variants)[reader.structure] ?? {};
		return {
			id: row.id,
			slug: row.slug,
			kind: row.kind,
			section: { slug: row.sectionSlug, name: row.sectionName },
			title: variant.title || row.title,
			standfirst: variant.standfirst || row.standfirst,
			cover: variant.cover ?? readJson<Content['cover']>(row.cover),
			voices: voices.filter((voice) => voice.articleId === row.id).map((voice) => voice.structureId),
			reach: row.reach,
			signature: row.signature,
			publishedAt: row.publishedAt ?? '',
			updatedAt: row.updatedAt,
			expiresAt: row.expiresAt,
			readingMinutes: readingMinutes(row.words),
			details: detailsFor(reader, row)
		};
	});
}

/** What a kind adds, for this reader: how to join from afar is for agents. */
function detailsFor(reader: Reader, { kind, details }: VisibleRow): ArticleSummary['details'] {
	const all = readJson(details);
	return kind === 'event' && reader.reach !== 'internal' ? { ...all, online: '' } : all;
}
