import type { Actor, Reader } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { safeHref } from '#kernel/escaping.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db, type Tx } from '#platform/database/index.server.ts';
import type { ArticleSummary } from './article.ts';
import { refuseUncovered } from './consents.server.ts';
import {
	allowsOutlet,
	correctionProposal,
	defaultOutlets,
	droppedDefaults,
	isSocialAlone,
	namesOfOutlets,
	outletNames,
	outlets,
	type ChosenOutlet,
	type Outlet
} from './outlets.ts';
import { listByIds } from './queries.server.ts';
import { visibleStates } from './rules.ts';
import { visibleArticles } from './visible.server.ts';
import { getForWriting, type WrittenArticle } from './writing.server.ts';

const subjectOf = (id: string) => ({ kind: 'article', id });

/**
 * Says by which ways an article goes out, in place of what was said before; what became of those that stay is kept. To
 * leave out a usual one asks for a reason, which the audit keeps. What has left for good stays in the list.
 */
export async function chooseOutlets(
	tx: Tx,
	actor: Actor,
	id: string,
	wanted: Outlet[],
	{ reason = '' }: { reason?: string } = {}
): Promise<void> {
	const article = await getForWriting(tx, actor, { id });
	const { kind, reach } = await beingWritten(tx, article);
	const rows = await rowsOf(tx, id);
	const before = rows.map(({ outlet }) => outlet);
	const gone = rows.filter(({ outlet, state }) => outlets[outlet].isFinal && ['published', 'stale'].includes(state));
	const chosen = outletNames.filter((name) => wanted.includes(name) || gone.some(({ outlet }) => outlet === name));
	const forbidden = chosen.filter((outlet) => !allowsOutlet(outlet, reach) && !before.includes(outlet));
	if (forbidden.length > 0) {
		const message = `Ouvrez d’abord l’article au grand public : ${namesOfOutlets(forbidden)}.`;
		throw new Invalid(message, { outlets: message });
	}
	const dropped = droppedDefaults(kind, reach, rows.length > 0 ? before : defaultOutlets(kind, reach), chosen);
	if (dropped.length > 0 && !reason.trim()) {
		const message = `Dites pourquoi l’article ne passe pas par : ${namesOfOutlets(dropped)}.`;
		throw new Invalid(message, { reason: message });
	}
	const added = chosen.filter((outlet) => !before.includes(outlet));
	const removed = before.filter((outlet) => !chosen.includes(outlet));
	if (added.length + removed.length === 0) return;
	if (removed.length > 0)
		await tx.deleteFrom('articleOutlet').where('articleId', '=', id).where('outlet', 'in', removed).execute();
	if (added.length > 0)
		await tx
			.insertInto('articleOutlet')
			.values(added.map(planned(id)))
			.execute();
	// What was decided already goes further from now on: those on its pictures may not have allowed that.
	if (added.length > 0 && (article.approvedId ?? article.liveId))
		await refuseUncovered(tx, { id, draft: article, at: article.plannedAt });
	const detail = { outlets: chosen, ...(dropped.length > 0 && { dropped, reason: reason.trim() }) };
	const isAlone = isSocialAlone(chosen) && { socialAlone: true };
	await audit(tx, actor, 'article.outlets', subjectOf(id), { ...detail, ...isAlone });
}

const planned = (articleId: string) => (outlet: Outlet) => ({
	...{ articleId, outlet, state: 'planned' as const, reason: '', revisionId: null, url: '', at: null }
});

/** The ways out of an article with what became of each, in their usual order. For who may write it. */
export async function listOutlets(db: Db, actor: Actor, id: string): Promise<ChosenOutlet[]> {
	const article = await getForWriting(db, actor, { id });
	const { correction, updatedAt } = await db
		.selectFrom('article')
		.select(['correction', 'updatedAt'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const told = { title: article.content.title, notice: correction, updatedAt };
	return (await rowsOf(db, id)).map(({ outlet, state, reason, url, at }) => ({
		...{ outlet, state, reason, url, at },
		proposal: state === 'stale' ? correctionProposal(outlet, told) : ''
	}));
}

/**
 * A person has done what no machine does: posted it (`url` is the address of the post), put it up, or corrected what had
 * left. Throws `Conflict` for what goes by itself, and before the article has appeared.
 */
export async function recordOutlet(
	tx: Tx,
	actor: Actor,
	id: string,
	outlet: Outlet,
	{ url = '' }: { url?: string } = {}
): Promise<void> {
	const article = await getForWriting(tx, actor, { id });
	const row = (await rowsOf(tx, id)).find((one) => one.outlet === outlet);
	if (!row) throw new Conflict(`${outlets[outlet].label} : ce canal n’est pas choisi pour cet article.`);
	if (outlets[outlet].isAutomatic && row.state !== 'stale')
		throw new Conflict(`${outlets[outlet].label} : ce canal part tout seul, il n’y a rien à noter.`);
	if (!visibleStates.includes(article.state) || article.publishedAt === null || article.publishedAt > now())
		throw new Conflict('L’article n’a pas encore paru.');
	const address = url.trim() === '' ? row.url : addressOf(url);
	const { liveId } = await tx.selectFrom('article').select('liveId').where('id', '=', id).executeTakeFirstOrThrow();
	await tx
		.updateTable('articleOutlet')
		.set({ state: 'published', reason: '', url: address, revisionId: liveId, at: now() })
		.where('articleId', '=', id)
		.where('outlet', '=', outlet)
		.execute();
	await audit(tx, actor, 'article.record', subjectOf(id), { outlet, url: address, from: row.state });
}

function addressOf(url: string): string {
	const href = safeHref(url);
	if (href && /^https?:/.test(href)) return href;
	const message = 'Collez l’adresse entière de la publication : elle commence par https://.';
	throw new Invalid(message, { url: message });
}

/** Asks for a way out that failed to be tried again. */
export async function retryOutlet(tx: Tx, actor: Actor, id: string, outlet: Outlet): Promise<void> {
	await getForWriting(tx, actor, { id });
	const { numUpdatedRows } = await tx
		.updateTable('articleOutlet')
		.set({ state: 'planned', reason: '' })
		.where('articleId', '=', id)
		.where('outlet', '=', outlet)
		.where('state', '=', 'failed')
		.executeTakeFirst();
	if (Number(numUpdatedRows) === 0) throw new Conflict(`${outlets[outlet].label} : il n’y a rien à réessayer.`);
	await audit(tx, actor, 'article.retry', subjectOf(id), { outlet });
}

/**
 * What goes out by one way, newest first, as this reader may read it; of one voice when it is said. Articles older than
 * the choice of ways go by all that their reach allows.
 */
export async function listByOutlet(
	db: Db,
	reader: Reader,
	outlet: Outlet,
	{ voice, size = 50 }: { voice?: string; size?: number } = {}
): Promise<ArticleSummary[]> {
	let query = visibleArticles(db, reader).where((eb) => {
		const chosen = eb.selectFrom('articleOutlet').select('outlet').whereRef('articleId', '=', 'article.id');
		return eb.or([eb.exists(chosen.where('outlet', '=', outlet)), eb.not(eb.exists(chosen))]);
	});
	if (voice)
		query = query.where('article.id', 'in', (eb) =>
			eb.selectFrom('articleVoice').select('articleId').where('structureId', '=', voice)
		);
	const rows = await query.orderBy('article.publishedAt', 'desc').orderBy('article.id', 'desc').limit(size).execute();
	return listByIds(
		db,
		reader,
		rows.map(({ id }) => id)
	);
}

const rowsOf = async (db: Db, id: string) => {
	const rows = await db.selectFrom('articleOutlet').selectAll().where('articleId', '=', id).execute();
	return rows.sort((a, b) => outletNames.indexOf(a.outlet) - outletNames.indexOf(b.outlet));
};

/** What is being typed decides which ways are open, before it is a revision. */
async function beingWritten(db: Db, article: WrittenArticle): Promise<Pick<WrittenArticle, 'kind' | 'reach'>> {
	const slot = await db
		.selectFrom('articleSlot')
		.select('draft')
		.where('articleId', '=', article.id)
		.executeTakeFirst();
	return (slot && readJson(slot.draft)) ?? article;
}
