import type { SelectQueryBuilder } from 'kysely';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { ArticleKind, ArticleState } from './article.ts';
import { canPublishArticle, canWriteArticle, canWriteSomething } from './can.ts';
import { defaultOutlets, type Outlet } from './outlets.ts';
import { visibleStates } from './rules.ts';

/** An article as the desk sees it coming: its working title, who writes it, by which ways it goes out. */
export type PlannedArticle = {
	id: string;
	slug: string;
	kind: ArticleKind;
	/** A scheduled one whose moment has come is published. */
	state: ArticleState;
	title: string;
	sectionId: string;
	ownerId: string;
	voices: string[];
	outlets: Outlet[];
	writer: { id: string; name: string } | null;
	/** When it appears or is meant to; null while nobody has said. */
	at: Instant | null;
	createdAt: Instant;
	/** Its moment has passed and it has not appeared. */
	isLate: boolean;
	/** Whether the actor may write it; others are there so that structures see each other coming. */
	isMine: boolean;
	/** Whether he may give it another date. */
	isMovable: boolean;
};

/** From `from` on and before `to`. */
export type Span = { from: Instant; to: Instant };

/**
 * What appears, or is meant to, in a span of time, soonest first, whatever the structure: the desk of each sees what the
 * others prepare. Empty for who has no desk. What was withdrawn is not there.
 */
export async function listPlanned(db: Db, actor: Actor, { from, to }: Span): Promise<PlannedArticle[]> {
	if (!canWriteSomething(actor)) return [];
	const rows = await lines(db)
		.where((eb) =>
			eb.or([
				eb.and([
					eb('article.state', 'in', visibleStates),
					eb('article.publishedAt', '>=', from),
					eb('article.publishedAt', '<', to)
				]),
				eb.and([
					eb('article.state', 'in', comingStates),
					eb('article.plannedAt', '>=', from),
					eb('article.plannedAt', '<', to)
				])
			])
		)
		.execute();
	const found = await planned(db, actor, rows);
	return found.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
}

/** What is being written and nobody has given a date, newest first. An initiative that is not handed in is its team's. */
export async function listUndated(db: Db, actor: Actor, limit = 60): Promise<PlannedArticle[]> {
	if (!canWriteSomething(actor)) return [];
	const rows = await lines(db)
		.where('article.state', 'in', comingStates)
		.where('article.plannedAt', 'is', null)
		.orderBy('article.createdAt', 'desc')
		.limit(limit * 2)
		.execute();
	return (await planned(db, actor, rows)).slice(0, limit);
}

/** What was meant to have appeared already and has not, the longest late first. */
export async function listOverdue(db: Db, actor: Actor): Promise<PlannedArticle[]> {
	if (!canWriteSomething(actor)) return [];
	const rows = await lines(db)
		.where('article.state', 'in', comingStates)
		.where('article.plannedAt', '<', now())
		.orderBy('article.plannedAt')
		.limit(100)
		.execute();
	return planned(db, actor, rows);
}

/** One article as the calendar shows it; undefined for what does not exist, and for who has no desk. */
export async function findPlanned(db: Db, actor: Actor, id: string): Promise<PlannedArticle | undefined> {
	if (!canWriteSomething(actor)) return undefined;
	return (await planned(db, actor, await lines(db).where('article.id', '=', id).execute()))[0];
}

/** States from which it has yet to appear. */
const comingStates: ArticleState[] = ['draft', 'submitted', 'returned', 'approved'];

const lines = (db: Db) =>
	db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.leftJoin('agent', 'agent.id', 'article.authorId')
		.select([
			'article.id',
			'article.slug',
			'article.kind',
			'article.state',
			'article.sectionId',
			'article.ownerId',
			'article.reach',
			'article.authorId',
			'article.publishedAt',
			'article.plannedAt',
			'article.proposedAt',
			'article.createdAt',
			'revision.title',
			'agent.firstName',
			'agent.lastName'
		]);

type Line = ReturnType<typeof lines> extends SelectQueryBuilder<infer _D, infer _T, infer Row> ? Row : never;

async function planned(db: Db, actor: Actor, rows: Line[]): Promise<PlannedArticle[]> {
	const invited = await invitations(db, actor);
	const isMine = (row: Line) => invited.has(row.id) || canWriteArticle(actor, row);
	const shown = rows.filter(
		(row) => row.kind !== 'initiative' || row.state !== 'draft' || row.proposedAt || isMine(row)
	);
	if (shown.length === 0) return [];
	const ids = shown.map(({ id }) => id);
	const coming = shown.filter(({ state }) => comingStates.includes(state)).map(({ id }) => id);
	const [voices, outlets, titles] = [
		await db.selectFrom('articleVoice').selectAll().where('articleId', 'in', ids).orderBy('position').execute(),
		await db.selectFrom('articleOutlet').select(['articleId', 'outlet']).where('articleId', 'in', ids).execute(),
		await typedTitles(db, coming)
	];
	const at = now();
	return shown.map((row) => {
		const isVisible = visibleStates.includes(row.state);
		const moment = isVisible ? row.publishedAt : row.plannedAt;
		const chosen = outlets.filter(({ articleId }) => articleId === row.id).map(({ outlet }) => outlet);
		const { id, slug, kind, sectionId, ownerId, createdAt } = row;
		return {
			...{ id, slug, kind, sectionId, ownerId, createdAt },
			state: isVisible ? (moment !== null && moment <= at ? 'published' : 'scheduled') : row.state,
			title: titles.get(id) || row.title,
			voices: voices.filter(({ articleId }) => articleId === id).map(({ structureId }) => structureId),
			outlets: chosen.length > 0 ? chosen : defaultOutlets(kind, row.reach),
			writer: row.authorId ? { id: row.authorId, name: `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() } : null,
			at: moment,
			isLate: !isVisible && row.state !== 'withdrawn' && moment !== null && moment < at,
			isMine: isMine(row),
			isMovable: isMovable(actor, row, isMine(row), at)
		};
	});
}

/** What has appeared stays; what is validated moves with those who may publish it; the rest with its writers. */
function isMovable(actor: Actor, row: Line, isMine: boolean, at: Instant): boolean {
	if (row.state === 'withdrawn' || row.state === 'published') return false;
	if (row.state === 'scheduled') return (row.publishedAt ?? '') > at && canPublishArticle(actor, row);
	return row.state === 'approved' ? canPublishArticle(actor, row) : isMine;
}

/** For this module: articles that the actor was invited to write. */
export async function invitations(db: Db, actor: Actor): Promise<Set<string>> {
	if (actor.kind !== 'agent') return new Set();
	const rows = await db.selectFrom('articleGuest').select('articleId').where('agentId', '=', actor.id).execute();
	return new Set(rows.map(({ articleId }) => articleId));
}

/** For this module: titles as they stand in the working slots, which nobody has made a version of yet. */
export async function typedTitles(db: Db, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const slots = await db
		.selectFrom('articleSlot')
		.select(['articleId', 'draft'])
		.where('articleId', 'in', ids)
		.execute();
	return new Map(slots.map(({ articleId, draft }) => [articleId, readJson(draft)?.content.title.trim() ?? '']));
}

/** One date of an event, as the desk sees it coming. */
export type PlannedDate = {
	articleId: string;
	title: string;
	startAt: Instant;
	voices: string[];
	sectionId: string;
	place: string;
	isMine: boolean;
};

/** Dates of events in a span, told or still in preparation, soonest first. Empty for who has no desk. */
export async function listPlannedDates(db: Db, actor: Actor, { from, to }: Span): Promise<PlannedDate[]> {
	if (!canWriteSomething(actor)) return [];
	const rows = await lines(db)
		.innerJoin('eventDate', 'eventDate.articleId', 'article.id')
		.select(['eventDate.startAt', 'article.details'])
		.where('article.state', '!=', 'withdrawn')
		.where('eventDate.startAt', '>=', from)
		.where('eventDate.startAt', '<', to)
		.orderBy('eventDate.startAt')
		.execute();
	const articles = new Map((await planned(db, actor, rows)).map((article) => [article.id, article]));
	return rows.flatMap(({ id, startAt, details }) => {
		const article = articles.get(id);
		if (!article) return [];
		const { title, voices, sectionId, isMine } = article;
		return [{ articleId: id, startAt, title, voices, sectionId, isMine, place: placeOf(readJson(details)) }];
	});
}

const placeOf = (details: object): string => ('place' in details ? String(details.place) : '');
