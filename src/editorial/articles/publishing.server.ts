import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { forgetSubject } from '#foundation/search/index.server.ts';
import { Conflict, Forbidden, Invalid } from '#kernel/errors.ts';
import type { Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { canPublishArticle, canWriteArticle } from './can.ts';
import { holdUncovered, refuseUncovered } from './consents.server.ts';
import { indexArticle } from './indexing.server.ts';
import {
	draftOf,
	envelopeRow,
	getForUpdate,
	getRevisionRow,
	isLive,
	subjectOf,
	writeSatellites
} from './rows.server.ts';
import type { ArticleRow } from './rows.server.ts';
import { tracksOfArticle } from './tracks.server.ts';

/** When to appear: `at` for those inside, `publicAt` for everyone else when it is later ("internal first"). */
export type Moment = { at?: Instant; publicAt?: Instant | null };

/**
 * Makes the validated revision the one that readers see, from `at` (now unless said). Throws `Conflict` for a text that
 * was not validated: there is no other way to publish.
 */
export async function publishArticle(tx: Tx, actor: Actor, id: string, moment: Moment = {}): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!canPublishArticle(actor, article)) throw new Forbidden();
	if (!article.workingId) throw new Conflict('Cet article n’a pas encore de texte.');
	if (article.approvedId !== article.workingId) await approveWithoutCircuit(tx, actor, article);
	await makeLive(tx, actor, { ...article, approvedId: article.workingId }, moment);
}

/** Whether its working text must be decided upon by somebody before it can be published. */
export async function awaitsValidation(db: Db, actor: Actor, id: string): Promise<boolean> {
	const article = await db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	if (!article.workingId || article.approvedId === article.workingId) return false;
	const draft = await draftOf(db, article, await getRevisionRow(db, id, article.workingId));
	return (await tracksOfArticle(db, actor, draft)).some(({ steps }) => steps.length > 0);
}

/** Where nobody approves, whoever may publish answers for it himself, and the audit says so. */
async function approveWithoutCircuit(tx: Tx, actor: Actor, article: ArticleRow): Promise<void> {
	if (await awaitsValidation(tx, actor, article.id))
		throw new Conflict('Ce texte n’a pas été validé : envoyez-le à valider, il paraîtra ensuite.');
	await tx.updateTable('article').set({ approvedId: article.workingId }).where('id', '=', article.id).execute();
	const detail = { revision: article.workingId, circuit: 'none' };
	await audit(tx, actor, 'article.approve', subjectOf(article.id), detail);
}

/**
 * For `publishing` and `circuit` alone: shows the validated revision to readers. `isMinor`: readers are not told again.
 * Rights and validation were settled by the caller; that the revision is the validated one is asked once more here.
 */
export async function makeLive(
	tx: Tx,
	actor: Actor,
	article: ArticleRow,
	{ at, publicAt = article.publicAt }: Moment,
	{ isMinor = false } = {}
): Promise<void> {
	const { id, workingId, approvedId } = article;
	if (!workingId || workingId !== approvedId) throw new Conflict('Ce texte n’a pas été validé.');
	const envelope = await draftOf(tx, article, await getRevisionRow(tx, id, workingId));
	const isAgain = isLive(article) && article.publishedAt !== null && article.publishedAt <= now();
	const publishedAt = isAgain ? (at ?? article.publishedAt!) : (at ?? now());
	const isChanged = isAgain && article.liveId !== workingId && !isMinor;
	await refuseUncovered(tx, { id, draft: envelope, at: publishedAt });
	await tx
		.updateTable('article')
		.set({
			...envelopeRow(envelope),
			state: publishedAt > now() ? 'scheduled' : 'published',
			changeState: null,
			liveId: workingId,
			publishedAt,
			plannedAt: publishedAt,
			publicAt: publicAt && publicAt > publishedAt ? publicAt : null,
			updatedAt: isChanged ? now() : article.updatedAt,
			readingVersion: article.readingVersion + (isChanged ? 1 : 0),
			...(envelope.correction && { correction: envelope.correction, correctedAt: now() })
		})
		.where('id', '=', id)
		.execute();
	await writeSatellites(tx, id, envelope);
	await audit(tx, actor, 'article.publish', subjectOf(id), { at: publishedAt, publicAt, revision: workingId, isMinor });
	await indexArticle(tx, id);
}

/**
 * Says when it is meant to appear: it will once it is validated. What is scheduled already moves to that moment; what
 * has appeared stays, but for a change that waits. Null: somebody will publish it by hand.
 */
export async function planArticle(
	tx: Tx,
	actor: Actor,
	id: string,
	{ plannedAt, publicAt = null }: { plannedAt: Instant | null; publicAt?: Instant | null }
): Promise<void> {
	const article = await getForUpdate(tx, id);
	const isScheduled = article.state === 'scheduled' && article.publishedAt !== null && article.publishedAt > now();
	if (!(isScheduled ? canPublishArticle : canWriteArticle)(actor, article)) throw new Forbidden();
	if (publicAt && plannedAt && publicAt < plannedAt) {
		const message = 'Les agents lisent d’abord : la date pour le public ne peut pas précéder la leur.';
		throw new Invalid(message, { publicAt: message });
	}
	if (isScheduled && !plannedAt) return unscheduleArticle(tx, actor, id);
	await tx.updateTable('article').set({ plannedAt, publicAt }).where('id', '=', id).execute();
	await audit(tx, actor, 'article.plan', subjectOf(id), { plannedAt, publicAt });
	if (isScheduled) await moveScheduled(tx, { ...article, publicAt }, plannedAt!);
	else if (article.state === 'approved' && plannedAt && canPublishArticle(actor, article))
		await makeLive(tx, actor, { ...article, publicAt }, { at: plannedAt });
	else if (isLive(article)) await indexArticle(tx, id);
}

async function moveScheduled(tx: Tx, { id }: ArticleRow, publishedAt: Instant): Promise<void> {
	const state = publishedAt > now() ? 'scheduled' : 'published';
	await tx.updateTable('article').set({ publishedAt, state }).where('id', '=', id).execute();
	await indexArticle(tx, id);
}

/** Takes a scheduled article off the schedule before its moment; it stays validated. */
export async function unscheduleArticle(tx: Tx, actor: Actor, id: string): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!canPublishArticle(actor, article)) throw new Forbidden();
	if (article.state !== 'scheduled' || (article.publishedAt ?? '') <= now())
		throw new Conflict('Cet article n’attend pas son heure : il a paru, ou n’est pas programmé.');
	await tx
		.updateTable('article')
		.set({ state: 'approved', liveId: null, publishedAt: null, plannedAt: null, publicAt: null })
		.where('id', '=', id)
		.execute();
	await audit(tx, actor, 'article.unschedule', subjectOf(id), { was: article.publishedAt });
	await forgetSubject(tx, subjectOf(id));
}

/**
 * What was validated elsewhere, before Unisson (another site, the demo): only the operator says so, with a reason that
 * the audit keeps. It is not offered to next issues.
 */
export async function attestArticle(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (actor.kind !== 'operator') throw new Forbidden();
	if (!reason.trim()) throw new Invalid('Dites où et par qui ce texte a été validé.');
	await tx.updateTable('article').set({ approvedId: article.workingId }).where('id', '=', id).execute();
	const once = ['letter', 'journal', 'social', 'print'] as const;
	await tx.deleteFrom('articleOutlet').where('articleId', '=', id).where('outlet', 'in', once).execute();
	await audit(tx, actor, 'article.attest', subjectOf(id), { revision: article.workingId, reason: reason.trim() });
}

/** A duty: validated changes of published articles whose moment has come. Answers how many appeared. */
export async function publishDueChanges(db: Db): Promise<number> {
	const due = await db
		.selectFrom('article')
		.select('id')
		.where('changeState', '=', 'approved')
		.where('plannedAt', '<=', now())
		.execute();
	let done = 0;
	for (const { id } of due) {
		done += await db.transaction().execute(async (tx) => {
			const article = await getForUpdate(tx, id);
			const isDue = article.changeState === 'approved' && article.plannedAt !== null && article.plannedAt <= now();
			if (!isDue || article.approvedId !== article.workingId || (await holdUncovered(tx, article))) return 0;
			await makeLive(tx, operator, article, {});
			return 1;
		});
	}
	return done;
}
