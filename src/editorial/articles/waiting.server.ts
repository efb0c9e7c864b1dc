import type { Actor, AgentActor } from '#foundation/accounts/index.ts';
import { dayOf, type Day, type Instant } from '#kernel/dates.ts';
import { addDays } from '#kernel/days.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { ArticleKind, ArticleState } from './article.ts';
import { canPublishArticle, canWriteArticle } from './can.ts';
import { invitations, typedTitles } from './planning.server.ts';
import { visibleStates } from './rules.ts';

/** Days before a date at which one is told of it. */
export const soon = 7;

/** An article that asks something of who writes it; `due` is when. */
export type WaitingArticle = { id: string; title: string; voices: string[]; due: Instant | Day | null };

/** `review`: its words are to be read again; `expiry`: readers will lose it. */
export type WaitingArticles = Record<'returned' | 'review' | 'expiry', WaitingArticle[]>;

/**
 * What one's articles ask: those sent back to their author or to who was invited, and among all that one may publish,
 * those to review and those about to expire within a week. Soonest first.
 */
export async function listWaiting(db: Db, actor: Actor): Promise<WaitingArticles> {
	const [today, at] = [dayOf(now()), now()];
	const until = new Date(Date.parse(at) + soon * 86_400_000).toISOString();
	const rows = await lines(db)
		.where((eb) =>
			eb.or([
				eb('article.state', '=', 'returned'),
				eb('article.changeState', '=', 'returned'),
				eb.and([
					eb('article.state', 'in', visibleStates),
					eb.or([
						eb('article.reviewOn', '<=', addDays(today, soon)),
						eb.and([eb('article.expiresAt', '>', at), eb('article.expiresAt', '<=', until)])
					])
				])
			])
		)
		.execute();
	const invited = await invitations(db, actor);
	const isOwn = (row: Line) => invited.has(row.id) || (actor.kind === 'agent' && row.authorId === actor.id);
	const isLive = (row: Line) =>
		visibleStates.includes(row.state) &&
		(row.expiresAt === null || row.expiresAt > at) &&
		canPublishArticle(actor, row);
	const returned = rows.filter(
		(row) => isOwn(row) && (row.state === 'returned' || row.changeState === 'returned') && row.state !== 'withdrawn'
	);
	const review = rows.filter((row) => isLive(row) && row.reviewOn !== null && row.reviewOn <= addDays(today, soon));
	const expiry = rows.filter((row) => isLive(row) && row.expiresAt !== null && row.expiresAt <= until);
	const told = await teller(db, [...returned, ...review, ...expiry]);
	return {
		returned: told(returned, ({ plannedAt }) => plannedAt),
		review: told(review, ({ reviewOn }) => reviewOn),
		expiry: told(expiry, ({ expiresAt }) => expiresAt)
	};
}

const lines = (db: Db) =>
	db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.select([
			'article.id',
			'kind',
			'state',
			'changeState',
			'sectionId',
			'ownerId',
			'article.authorId',
			'revision.title'
		])
		.select(['plannedAt', 'reviewOn', 'expiresAt']);

type Line = {
	id: string;
	kind: ArticleKind;
	state: ArticleState;
	changeState: ArticleState | null;
	sectionId: string;
	ownerId: string;
	authorId: string | null;
	title: string;
	plannedAt: Instant | null;
	reviewOn: Day | null;
	expiresAt: Instant | null;
};

/** Voices and titles of all in two queries; then each list in the order of what is due. */
async function teller(db: Db, rows: Line[]) {
	const ids = [...new Set(rows.map(({ id }) => id))];
	const titles = await typedTitles(
		db,
		rows.filter(({ state }) => !visibleStates.includes(state)).map(({ id }) => id)
	);
	const voices =
		ids.length === 0
			? []
			: await db.selectFrom('articleVoice').selectAll().where('articleId', 'in', ids).orderBy('position').execute();
	return (list: Line[], dueOf: (row: Line) => Instant | Day | null): WaitingArticle[] =>
		list
			.map((row) => ({
				id: row.id,
				title: titles.get(row.id) || row.title,
				voices: voices.filter(({ articleId }) => articleId === row.id).map(({ structureId }) => structureId),
				due: dueOf(row)
			}))
			.sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1));
}

export type OpenRemark = { id: string; articleId: string; title: string; body: string; author: string; at: Instant };

/** Remarks that others made on what one writes (as its author or invited) and that nobody has answered, oldest first. */
export async function listOpenRemarks(db: Db, actor: AgentActor): Promise<OpenRemark[]> {
	const rows = await db
		.selectFrom('remark')
		.innerJoin('article', 'article.id', 'remark.articleId')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.leftJoin('agent', 'agent.id', 'remark.agentId')
		.select(['remark.id', 'remark.articleId', 'revision.title', 'remark.body', 'remark.at', 'firstName', 'lastName'])
		.select(['article.kind', 'article.sectionId', 'article.ownerId', 'article.authorId'])
		.where('remark.resolvedAt', 'is', null)
		.where('article.state', '!=', 'withdrawn')
		.where((eb) => eb.or([eb('remark.agentId', 'is', null), eb('remark.agentId', '!=', actor.id)]))
		.orderBy('remark.at')
		.execute();
	const invited = await invitations(db, actor);
	return rows
		.filter((row) => invited.has(row.articleId) || (row.authorId === actor.id && canWriteArticle(actor, row)))
		.map(({ id, articleId, title, body, at, firstName, lastName }) => ({
			...{ id, articleId, title, body, at },
			author: `${firstName ?? ''} ${lastName ?? ''}`.trim()
		}));
}
