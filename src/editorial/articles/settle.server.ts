import { operator } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import { now } from '#platform/clock.ts';
import { lockRows, type Db } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';
import { allowsOutlet, outletNames, outlets, type Outlet, type OutletState } from './outlets.ts';
import { visibleStates } from './rules.ts';

/** An article whose moment has come. */
export type LeavingArticle = { id: string; slug: string; reach: Reach; voices: string[]; expiresAt: Instant | null };

/** What became of a way out, in a sentence where one helps. */
export type Outcome = { state: Extract<OutletState, 'published' | 'failed'>; reason: string };

/** How a way out is followed to its end: each is known by the floor that owns it. */
export type Way = {
	/** Looks whether readers really have it. What it throws is a failure of this way alone. */
	check(db: Db, article: LeavingArticle): Promise<Outcome>;
	/** For what cannot be taken back: whether it has left yet. Absent: it has, once published. */
	hasLeft?(db: Db, article: LeavingArticle): Promise<boolean>;
};

export type Ways = Partial<Record<Outlet, Way>>;

/** Ways that go by themselves, and that show at once what becomes of the article. */
const takenBack = outletNames.filter((outlet) => outlets[outlet].isAutomatic && !outlets[outlet].isFinal);
const publicOutlets = outletNames.filter((outlet) => outlets[outlet].needs === 'public');

/**
 * Follows every way out of what has appeared, of its present text: published, or failed and why; what a person does is
 * ready for him; what left for good before an important change is proposed for correction. Each by itself, so that one
 * failure stops nothing; what is settled is left alone. Returns how many were settled.
 */
export async function settleWays(db: Db, ways: Ways): Promise<number> {
	await settleOld(db);
	let settled = 0;
	for (const row of await waiting(db)) {
		const next = await nextOf(db, row, ways);
		if (await write(db, row, next)) settled += 1;
	}
	return settled;
}

/** Days after which what appeared is not looked at any more: somebody has. An import of ten years is settled at once. */
const lookedAtFor = 30;

/** How many ways are followed in one turn of the clock; the newest first. */
const mostAtOnce = 200;

/** What readers have had for long is published, without a look at each. */
async function settleOld(db: Db): Promise<void> {
	const before = new Date(Date.parse(now()) - lookedAtFor * 86_400_000).toISOString();
	await db
		.updateTable('articleOutlet')
		.set((eb) => ({
			state: 'published' as const,
			revisionId: eb.selectFrom('article').select('liveId').whereRef('article.id', '=', 'articleOutlet.articleId'),
			at: eb.selectFrom('article').select('publishedAt').whereRef('article.id', '=', 'articleOutlet.articleId')
		}))
		.where('state', '=', 'planned')
		.where('revisionId', 'is', null)
		.where('outlet', 'in', takenBack)
		.where('articleId', 'in', (eb) =>
			eb
				.selectFrom('article')
				.select('id')
				.where('state', 'in', visibleStates)
				.where('publishedAt', '<', before)
				.where((inner) => inner.or([inner('publicAt', 'is', null), inner('publicAt', '<', before)]))
		)
		.execute();
}

/** Ways whose moment has come, and that were never settled for the text that readers have. */
const waiting = (db: Db) => {
	const at = now();
	return db
		.selectFrom('articleOutlet')
		.innerJoin('article', 'article.id', 'articleOutlet.articleId')
		.select(['outlet', 'articleOutlet.state', 'revisionId', 'at', 'articleOutlet.reason'])
		.select(['article.id', 'article.slug', 'article.reach', 'article.expiresAt', 'article.liveId', 'article.updatedAt'])
		.where('article.state', 'in', visibleStates)
		.where('article.publishedAt', '<=', at)
		.where('article.liveId', 'is not', null)
		.where((eb) =>
			eb.or([
				eb('outlet', 'not in', publicOutlets),
				eb('article.publicAt', 'is', null),
				eb('article.publicAt', '<=', at)
			])
		)
		.where((eb) =>
			eb.or([
				eb('articleOutlet.state', '=', 'planned'),
				eb('revisionId', 'is', null),
				eb('revisionId', '!=', eb.ref('article.liveId'))
			])
		)
		.orderBy('article.publishedAt', 'desc')
		.orderBy('article.id')
		.limit(mostAtOnce)
		.execute();
};

type Waiting = Awaited<ReturnType<typeof waiting>>[number];
type Next = { state: OutletState; reason: string };

async function nextOf(db: Db, row: Waiting, ways: Ways): Promise<Next> {
	const { label, isAutomatic, isFinal } = outlets[row.outlet];
	try {
		if (row.state === 'stale') return { state: 'stale', reason: row.reason };
		const article = { ...row, voices: await voicesOf(db, row.id) };
		const way = ways[row.outlet];
		if (row.state === 'published' && isFinal && ((await way?.hasLeft?.(db, article)) ?? true)) {
			const isImportant = row.updatedAt !== null && row.at !== null && row.updatedAt > row.at;
			return isImportant
				? { state: 'stale', reason: 'L’article a changé depuis.' }
				: { state: 'published', reason: '' };
		}
		if (!allowsOutlet(row.outlet, row.reach))
			return { state: 'failed', reason: 'L’article n’est pas ouvert au grand public.' };
		if (!isAutomatic) return { state: 'ready', reason: '' };
		if (!way) return { state: 'failed', reason: 'Ce canal n’est pas installé ici.' };
		return await way.check(db, article);
	} catch (error) {
		log.error({ err: error, article: row.id, outlet: row.outlet }, 'outlet failed');
		return { state: 'failed', reason: `${label} : une erreur est survenue, et elle est notée. Réessayez.` };
	}
}

async function voicesOf(db: Db, articleId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('articleVoice')
		.select('structureId')
		.where('articleId', '=', articleId)
		.orderBy('position')
		.execute();
	return rows.map(({ structureId }) => structureId);
}

/** Unless somebody else has settled it, or the article has changed meanwhile. */
async function write(db: Db, row: Waiting, { state, reason }: Next): Promise<boolean> {
	return db.transaction().execute(async (tx) => {
		const article = await lockRows(
			tx,
			tx.selectFrom('article').select(['liveId', 'state']).where('id', '=', row.id)
		).executeTakeFirst();
		if (!article || article.liveId !== row.liveId || !visibleStates.includes(article.state)) return false;
		const { numUpdatedRows } = await tx
			.updateTable('articleOutlet')
			.set({ state, reason, revisionId: row.liveId, at: state === row.state ? row.at : now() })
			.where('articleId', '=', row.id)
			.where('outlet', '=', row.outlet)
			.where('state', '=', row.state)
			.where((eb) => (row.revisionId ? eb('revisionId', '=', row.revisionId) : eb('revisionId', 'is', null)))
			.executeTakeFirst();
		if (Number(numUpdatedRows) === 0) return false;
		const { outlet, liveId: revision } = row;
		await audit(tx, operator, 'article.leave', { kind: 'article', id: row.id }, { outlet, state, reason, revision });
		return true;
	});
}
