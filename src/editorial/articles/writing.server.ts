import type { Actor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Instant } from '#kernel/dates.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { ArticleDraft, ArticleState, ChangeState } from './article.ts';
import { canWriteArticle } from './can.ts';
import { draftOf, getRevisionRow, guestsOf } from './rows.server.ts';
import { visibleStates } from './rules.ts';

/** An article as its writers see it: the working revision, whatever its state. */
export type WrittenArticle = ArticleDraft & {
	id: string;
	slug: string;
	state: ArticleState;
	publishedAt: Instant | null;
	plannedAt: Instant | null;
	publicAt: Instant | null;
	changeState: ChangeState | null;
	liveId: string | null;
	workingId: string;
	approvedId: string | null;
	authorId: string | null;
	/** Ids of the agents who were invited to write it. */
	guests: string[];
	correction: string;
	correctedAt: Instant | null;
	readingVersion: number;
	createdAt: Instant;
	sourceHash: string | null;
	/** Whether readers see something older than the working text. */
	pending: boolean;
};

type Key = { id: string } | { slug: string } | { source: string };

/** The article that somebody may write, by id, address or source; undefined also for what is not his to write. */
export async function findForWriting(db: Db, actor: Actor, key: Key): Promise<WrittenArticle | undefined> {
	const [column, value] = Object.entries(key)[0] as ['id' | 'slug' | 'source', string];
	const row = await db.selectFrom('article').selectAll().where(column, '=', value).executeTakeFirst();
	if (!row?.workingId) return undefined;
	const guests = await guestsOf(db, row.id);
	if (!canWriteArticle(actor, { ...row, guests })) return undefined;
	const { correction: _pending, ...draft } = await draftOf(db, row, await getRevisionRow(db, row.id, row.workingId));
	const { id, slug, state, publishedAt, plannedAt, publicAt, changeState, liveId, workingId, approvedId } = row;
	const { authorId, correction, correctedAt, readingVersion, createdAt, sourceHash } = row;
	return {
		...draft,
		...{ id, slug, state, publishedAt, plannedAt, publicAt, changeState, liveId, workingId, approvedId },
		...{ authorId, correction, correctedAt, readingVersion, createdAt, sourceHash, guests },
		source: row.source ?? undefined,
		pending: liveId !== null && liveId !== workingId
	};
}

/** As `findForWriting`, and throws `NotFound`. */
export async function getForWriting(db: Db, actor: Actor, key: Key): Promise<WrittenArticle> {
	const article = await findForWriting(db, actor, key);
	if (!article) throw new NotFound('Cet article n’existe pas, ou vous ne pouvez pas l’écrire.');
	return article;
}

/** A line per article that the actor may write, newest first. */
export async function listForWriting(
	db: Db,
	actor: Actor,
	{ state, limit = 200 }: { state?: ArticleState; limit?: number } = {}
) {
	let query = db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.select([
			'article.id',
			'slug',
			'kind',
			'state',
			'article.ownerId',
			'article.sectionId',
			'article.publishedAt',
			'article.plannedAt',
			'article.changeState',
			'article.authorId',
			'article.reach',
			'article.expiresAt',
			'article.reviewOn',
			'article.proposedAt',
			'title'
		])
		.orderBy((eb) => eb.fn.coalesce('article.publishedAt', 'article.createdAt'), 'desc');
	if (state) query = query.where('state', '=', state);
	const invited = new Set(actor.kind === 'agent' ? await invitationsOf(db, actor.id) : []);
	return (await query.execute()).filter((row) => invited.has(row.id) || canWriteArticle(actor, row)).slice(0, limit);
}

async function invitationsOf(db: Db, agentId: string): Promise<string[]> {
	const rows = await db.selectFrom('articleGuest').select('articleId').where('agentId', '=', agentId).execute();
	return rows.map(({ articleId }) => articleId);
}

/** Ids of all that readers may see or will see, for the search to be made again. */
export async function listVisibleIds(db: Db): Promise<string[]> {
	const rows = await db.selectFrom('article').select('id').where('state', 'in', visibleStates).execute();
	return rows.map((row) => row.id);
}
