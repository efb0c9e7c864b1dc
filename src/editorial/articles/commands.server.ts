import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { forgetSubject } from '#foundation/search/index.server.ts';
import { cancelValidation } from '#foundation/validation/index.server.ts';
import { Conflict, Forbidden, Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { Day, Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import type { ArticleDraft } from './article.ts';
import { canPublishArticle, canWithdrawArticle, canWriteArticle } from './can.ts';
import { indexArticle } from './indexing.server.ts';
import { defaultOutlets } from './outlets.ts';
import {
	addRevision,
	authorOf,
	checked,
	clearSlot,
	envelopeRow,
	getForUpdate,
	isLive,
	setWorkingState,
	subjectOf,
	writeSatellites
} from './rows.server.ts';
import { visibleStates } from './rules.ts';
import { freeSlug } from './slugs.server.ts';

/** Writes a new article as a draft, with its first revision. Throws `Invalid` with one sentence per field. */
export async function createArticle(
	tx: Tx,
	actor: Actor,
	unchecked: ArticleDraft
): Promise<{ id: string; slug: string }> {
	if (!canWriteArticle(actor, unchecked)) throw new Forbidden();
	const draft = checked(unchecked);
	const id = newId();
	const slug = await freeSlug(tx, draft.slug ?? draft.content.title);
	await tx
		.insertInto('article')
		.values({
			...envelopeRow(draft),
			id,
			slug,
			state: 'draft',
			authorId: authorOf(actor),
			expiresAt: draft.expiresAt,
			reviewOn: draft.reviewOn,
			liveId: null,
			workingId: null,
			publishedAt: null,
			updatedAt: null,
			source: draft.source ?? null,
			sourceHash: null,
			createdAt: now(),
			correction: '',
			readingVersion: 1
		})
		.execute();
	await writeSatellites(tx, id, draft);
	await addRevision(tx, actor, id, draft, '');
	const planned = defaultOutlets(draft.kind, draft.reach).map((outlet) => ({
		...{ articleId: id, outlet, reason: '', url: '', revisionId: null, at: null },
		state: 'planned' as const
	}));
	await tx.insertInto('articleOutlet').values(planned).execute();
	await audit(tx, actor, 'article.create', subjectOf(id), { slug, kind: draft.kind });
	return { id, slug };
}

/**
 * Writes a new working revision. What readers see changes only once this revision is validated and published; a circuit
 * that ran on the former text ends, since nobody would decide on what is no more.
 */
export async function reviseArticle(
	tx: Tx,
	actor: Actor,
	id: string,
	unchecked: ArticleDraft,
	note = ''
): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!canWriteArticle(actor, article) || !canWriteArticle(actor, { ...unchecked, guests: article.guests }))
		throw new Forbidden();
	const draft = checked(unchecked);
	await cancelValidation(tx, actor, subjectOf(id));
	if (!isLive(article)) {
		await tx.updateTable('article').set(envelopeRow(draft)).where('id', '=', id).execute();
		await writeSatellites(tx, id, draft);
	}
	if (!isLive(article) || canPublishArticle(actor, article)) {
		const { expiresAt, reviewOn } = draft;
		await tx.updateTable('article').set({ expiresAt, reviewOn }).where('id', '=', id).execute();
	}
	const { number } = await addRevision(tx, actor, id, draft, note);
	await setWorkingState(tx, article, 'draft');
	await clearSlot(tx, id);
	await audit(tx, actor, 'article.revise', subjectOf(id), { revision: number, note });
	if (isLive(article)) await indexArticle(tx, id);
}

/** Until when it is read, and when somebody reads it over. Settled apart from the words; needs no new validation. */
export async function setArticleLife(
	tx: Tx,
	actor: Actor,
	id: string,
	{ expiresAt, reviewOn }: { expiresAt: Instant | null; reviewOn: Day | null }
): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!(isLive(article) ? canPublishArticle : canWriteArticle)(actor, article)) throw new Forbidden();
	await tx.updateTable('article').set({ expiresAt, reviewOn }).where('id', '=', id).execute();
	await audit(tx, actor, 'article.life', subjectOf(id), { expiresAt, reviewOn });
	if (isLive(article)) await indexArticle(tx, id);
}

/** Takes a published article away from every reader; its text is kept. A reason is asked for. */
export async function withdrawArticle(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!canWithdrawArticle(actor, article)) throw new Forbidden();
	if (!visibleStates.includes(article.state)) throw new Conflict('Cet article n’est pas publié.');
	if (!reason.trim())
		throw new Invalid('Dites pourquoi l’article est retiré.', { reason: 'Dites pourquoi l’article est retiré.' });
	await cancelValidation(tx, actor, subjectOf(id));
	await tx.updateTable('article').set({ state: 'withdrawn', changeState: null }).where('id', '=', id).execute();
	await audit(tx, actor, 'article.withdraw', subjectOf(id), { reason });
	await forgetSubject(tx, subjectOf(id));
}

/** Gives another address. Once published, the old one keeps leading to the article. Returns the address taken. */
export async function renameArticle(tx: Tx, actor: Actor, id: string, wanted: string): Promise<string> {
	const article = await getForUpdate(tx, id);
	if (!canWriteArticle(actor, article)) throw new Forbidden();
	const slug = await freeSlug(tx, wanted, id);
	if (slug === article.slug) return slug;
	await tx.deleteFrom('articleSlug').where('slug', '=', slug).where('articleId', '=', id).execute();
	if (article.publishedAt !== null)
		await tx.insertInto('articleSlug').values({ slug: article.slug, articleId: id }).execute();
	await tx.updateTable('article').set({ slug }).where('id', '=', id).execute();
	await audit(tx, actor, 'article.rename', subjectOf(id), { from: article.slug, to: slug });
	return slug;
}

/** Remembers what an article was imported from, so that the same input changes nothing. `hash` is SHA-256 (hex). */
export async function markSource(tx: Tx, id: string, source: string, hash: string): Promise<void> {
	await tx.updateTable('article').set({ source, sourceHash: hash }).where('id', '=', id).execute();
}
