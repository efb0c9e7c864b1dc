import { coversOf, mediaOf } from '#editorial/content/index.ts';
import { usesOf, type ConsentUse, type MediaUse, type UseMoment } from '#foundation/media/index.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db, type Tx } from '#platform/database/index.server.ts';
import { outlets, type Outlet } from './outlets.ts';
import { visibleStates } from './rules.ts';
import type { ArticleOutletTable, ArticleSlotTable } from './tables.server.ts';

/** An article that shows a media. `isCover` when it stands at its head, and so in lists too. */
export type ArticleMediaUse = MediaUse & { articleId: string; isCover: boolean };

/** The articles that show some media, one line for each, and what left from them and must be taken back by hand. */
export async function listArticleUses(db: Db, mediaIds: string[]): Promise<ArticleMediaUse[]> {
	if (mediaIds.length === 0) return [];
	await noteRevisions(db);
	const rows = [...(await revisionRows(db, mediaIds)), ...(await slotRows(db, mediaIds))];
	const lines = Map.groupBy(rows, ({ mediaId, id }) => `${mediaId} ${id}`);
	const left = await outletsOf(db, [...new Set(rows.map(({ id }) => id))]);
	return [...lines.values()].flatMap((line) => usesIn(line, left.get(line[0]!.id) ?? []));
}

/** Ids of all media that an article shows, or is being written with. */
export async function listArticleMedia(db: Db): Promise<string[]> {
	await noteRevisions(db);
	const rows = await db
		.selectFrom('revisionMedia')
		.innerJoin('article', (join) =>
			join.on((eb) =>
				eb.or([
					eb('article.liveId', '=', eb.ref('revisionMedia.revisionId')),
					eb('article.workingId', '=', eb.ref('revisionMedia.revisionId'))
				])
			)
		)
		.select('mediaId')
		.distinct()
		.execute();
	const slots = await db.selectFrom('articleSlot').select('draft').execute();
	return [...rows.map(({ mediaId }) => mediaId), ...slots.flatMap(({ draft }) => typed(draft))];
}

/** What a working slot shows; nothing once it became a revision. */
function typed(draft: ArticleSlotTable['draft']): string[] {
	const content = readJson(draft)?.content;
	return content ? mediaOf(content) : [];
}

/** Throws away the kept renditions of all that shows a media: they are made again when they are read. */
export async function forgetRenditions(tx: Tx, mediaId: string): Promise<void> {
	await noteRevisions(tx);
	await tx
		.deleteFrom('rendered')
		.where('revisionId', 'in', (eb) =>
			eb.selectFrom('revisionMedia').select('revisionId').where('mediaId', '=', mediaId)
		)
		.execute();
}

/**
 * Notes what the revisions written since the last time show. They never change, so that each is read once, whoever wrote
 * it; one that shows nothing is noted with an empty id.
 */
async function noteRevisions(db: Db): Promise<void> {
	for (;;) {
		const rows = await db
			.selectFrom('revision')
			.select(['id', 'cover', 'variants', 'body'])
			.where(({ not, exists, selectFrom }) =>
				not(exists(selectFrom('revisionMedia').select('mediaId').whereRef('revisionId', '=', 'revision.id')))
			)
			.limit(200)
			.execute();
		if (rows.length === 0) return;
		const noted = rows.flatMap(({ id: revisionId, ...words }) => {
			const content = { cover: readJson(words.cover), variants: readJson(words.variants), body: readJson(words.body) };
			const covers = coversOf(content);
			const shown = mediaOf(content);
			const ids = shown.length > 0 ? shown : [''];
			return ids.map((mediaId) => ({ revisionId, mediaId, isCover: Number(covers.includes(mediaId)) }));
		});
		for (let from = 0; from < noted.length; from += 500) {
			const some = noted.slice(from, from + 500);
			await db
				.insertInto('revisionMedia')
				.values(some)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
		}
	}
}

const articleColumns = [
	'article.id',
	'article.state',
	'article.reach',
	'article.ownerId',
	'article.authorId',
	'article.publishedAt',
	'article.expiresAt'
] as const;

type Row = Awaited<ReturnType<typeof revisionRows>>[number];

const revisionRows = async (db: Db, mediaIds: string[]) =>
	(
		await db
			.selectFrom('revisionMedia')
			.innerJoin('revision', 'revision.id', 'revisionMedia.revisionId')
			.innerJoin('article', 'article.id', 'revision.articleId')
			.select(articleColumns)
			.select(['mediaId', 'isCover', 'revision.title', 'revisionId', 'liveId', 'workingId'])
			.where('mediaId', 'in', mediaIds)
			.orderBy('revision.number', 'desc')
			.execute()
	).map(({ revisionId, liveId, workingId, ...row }) => ({
		...row,
		isLive: revisionId === liveId,
		isWorking: revisionId === workingId
	}));

/** What is being typed counts too, before it is a revision. */
async function slotRows(db: Db, mediaIds: string[]): Promise<Row[]> {
	const slots = db
		.selectFrom('articleSlot')
		.innerJoin('article', 'article.id', 'articleSlot.articleId')
		.select(articleColumns)
		.select('draft');
	const rows = await slots
		.where((eb) => eb.or(mediaIds.length > 50 ? [eb.lit(true)] : mediaIds.map((id) => eb('draft', 'like', `%${id}%`))))
		.execute();
	return rows.flatMap(({ draft, ...row }) => {
		const content = readJson(draft)?.content;
		if (!content) return [];
		const covers = coversOf(content);
		return mediaOf(content)
			.filter((id) => mediaIds.includes(id))
			.map((mediaId) => ({
				...{ ...row, mediaId, title: content.title || 'Sans titre' },
				...{ isCover: Number(covers.includes(mediaId)), isLive: false, isWorking: true }
			}));
	});
}

async function outletsOf(db: Db, articleIds: string[]): Promise<Map<string, ArticleOutletTable[]>> {
	if (articleIds.length === 0) return new Map();
	const rows = await db.selectFrom('articleOutlet').selectAll().where('articleId', 'in', articleIds).execute();
	return Map.groupBy(rows, ({ articleId }) => articleId);
}

const todos: Record<UseMoment, string> = {
	live: 'Elle en disparaît aussitôt. Choisissez-en une autre, ou laissez l’article sans image.',
	planned: 'L’article paraîtrait sans elle. Choisissez-en une autre.',
	working: 'À remplacer avant de demander la validation.',
	past: 'Rien à faire : seules d’anciennes versions la gardent, hors de la vue des lecteurs.'
};

function usesIn(rows: Row[], left: ArticleOutletTable[]): ArticleMediaUse[] {
	const at = now();
	const live = rows.find(
		({ isLive, state, expiresAt }) => isLive && visibleStates.includes(state) && !(expiresAt && expiresAt <= at)
	);
	const row = live ?? rows.find(({ isWorking }) => isWorking) ?? rows[0]!;
	const hasAppeared = row.publishedAt !== null && row.publishedAt <= at;
	const moment: UseMoment = live ? (hasAppeared ? 'live' : 'planned') : row.isWorking ? 'working' : 'past';
	const used = left.filter(({ state }) => state === 'published' || state === 'stale').map(({ outlet }) => outlet);
	const common = {
		...{ mediaId: row.mediaId, articleId: row.id, isCover: rows.some(({ isCover }) => isCover === 1) },
		...{ title: row.title, wasPublished: hasAppeared, structures: [row.ownerId] },
		authors: row.authorId ? [row.authorId] : []
	};
	const uses: ConsentUse[] = moment === 'live' ? usesOf(['intranet', ...used], row.reach) : [];
	const href = `/redaction/articles/${row.id}`;
	const article = { ...common, place: 'Article', href, moment, uses, todo: todos[moment] };
	return [article, ...left.flatMap((outlet) => handmade(outlet, common))];
}

const byHand: Partial<Record<Outlet, string>> = {
	social: 'Déjà publié ailleurs : retirez la publication à la main.',
	print: 'Déjà affiché : faites retirer les affiches.'
};

/** What has left by hand does not come back by itself. */
function handmade(
	{ outlet, state, url }: ArticleOutletTable,
	common: Omit<ArticleMediaUse, 'place' | 'href' | 'moment' | 'uses' | 'todo'>
): ArticleMediaUse[] {
	const todo = byHand[outlet];
	if (!todo || (state !== 'published' && state !== 'stale')) return [];
	return [{ ...common, place: outlets[outlet].label, href: url || null, moment: 'live', uses: [], todo }];
}
