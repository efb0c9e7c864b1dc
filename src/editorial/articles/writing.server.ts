import type { Actor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { ArticleDraft, ArticleState, Details } from './article.ts';
import { canWriteArticle } from './can.ts';
import { contentOf } from './revision.server.ts';
import { visibleStates } from './rules.ts';

/** An article as its writers see it: the working revision, whatever its state. */
export type WrittenArticle = ArticleDraft & {
	id: string;
	slug: string;
	state: ArticleState;
	publishedAt: string | null;
	sourceHash: string | null;
	/** Whether readers see something older than the working text. */
	pending: boolean;
};

type Key = { id: string } | { slug: string } | { source: string };

/** The article that somebody may write, by id, address or source; undefined also for what is not his to write. */
export async function findForWriting(db: Db, actor: Actor, key: Key): Promise<WrittenArticle | undefined> {
	const row = await workingRow(db, key);
	if (!row || !canWriteArticle(actor, row)) return undefined;
	const voices = await db
		.selectFrom('articleVoice')
		.selectAll()
		.where('articleId', '=', row.id)
		.orderBy('position')
		.execute();
	const audience = await db.selectFrom('articleAudience').selectAll().where('articleId', '=', row.id).execute();
	return {
		id: row.id,
		slug: row.slug,
		state: row.state,
		kind: row.kind,
		sectionId: row.sectionId,
		ownerId: row.ownerId,
		reach: row.reach,
		signature: row.signature,
		contact: row.contact,
		expiresAt: row.expiresAt,
		reviewOn: row.reviewOn,
		publishedAt: row.publishedAt,
		sourceHash: row.sourceHash,
		voices: voices.map(({ structureId }) => structureId),
		audience: audience.map(({ structureId }) => structureId),
		details: readJson(row.details) as Details[typeof row.kind],
		source: row.source ?? undefined,
		pending: row.liveId !== null && row.liveId !== row.workingId,
		content: contentOf(row)
	};
}

function workingRow(db: Db, key: Key) {
	const [column, value] = Object.entries(key)[0] as ['id' | 'slug' | 'source', string];
	return db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.selectAll('article')
		.select(['title', 'standfirst', 'cover', 'variants', 'body', 'relayMessage'])
		.where(`article.${column}`, '=', value)
		.executeTakeFirst();
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
			'title'
		])
		.orderBy((eb) => eb.fn.coalesce('article.publishedAt', 'article.createdAt'), 'desc');
	if (state) query = query.where('state', '=', state);
	return (await query.execute()).filter((row) => canWriteArticle(actor, row)).slice(0, limit);
}

/** Ids of all that readers may see or will see, for the search to be made again. */
export async function listVisibleIds(db: Db): Promise<string[]> {
	const rows = await db.selectFrom('article').select('id').where('state', 'in', visibleStates).execute();
	return rows.map((row) => row.id);
}
