import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify, settleNotices } from '#foundation/notices/index.server.ts';
import { Conflict, Forbidden, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import { lockRows, type Tx } from '#platform/database/index.server.ts';
import { canModerate, canOpenComments } from './can.ts';
import { checkReason } from './input.ts';

const subjectOf = (id: string) => ({ kind: 'comment', id });

/** Opens a section to comments. They are closed everywhere until somebody does. */
export async function openComments(tx: Tx, actor: Actor, sectionId: string): Promise<void> {
	await setOpening(tx, actor, sectionId, now());
}

/** Closes a section to new comments; those that are there stay. */
export async function closeComments(tx: Tx, actor: Actor, sectionId: string): Promise<void> {
	await setOpening(tx, actor, sectionId, null);
}

async function setOpening(tx: Tx, actor: Actor, sectionId: string, commentsSince: string | null): Promise<void> {
	if (!canOpenComments(actor, sectionId)) throw new Forbidden();
	await tx.updateTable('section').set({ commentsSince }).where('id', '=', sectionId).execute();
	const verb = commentsSince ? 'comments.open' : 'comments.close';
	await audit(tx, actor, verb, { kind: 'section', id: sectionId });
}

/** Hides a comment from readers, with a reason; what it said is kept, and its author is told why. */
export async function hideComment(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
	const comment = await getModerated(tx, actor, id);
	if (comment.hiddenAt) throw new Conflict('Ce commentaire est déjà masqué.');
	const hiddenReason = checkReason(reason);
	const at = now();
	const hiddenBy = actor.kind === 'agent' ? actor.id : null;
	await tx.updateTable('comment').set({ hiddenAt: at, hiddenBy, hiddenReason }).where('id', '=', id).execute();
	await audit(tx, actor, 'comment.hide', subjectOf(id), { reason: hiddenReason });
	await settleNotices(tx, subjectOf(id), 'comment');
	if (!comment.agentId) return;
	await notify(tx, {
		agents: [comment.agentId],
		key: `comment/${id}/hidden/${at}`,
		kind: 'comment',
		subject: subjectOf(id),
		title: 'Votre commentaire a été masqué',
		detail: hiddenReason,
		href: `/articles/${comment.slug}#commentaire-${id}`
	});
}

/** Shows a hidden comment again; the audit keeps that it was hidden, and why. */
export async function showComment(tx: Tx, actor: Actor, id: string): Promise<void> {
	const comment = await getModerated(tx, actor, id);
	if (!comment.hiddenAt) throw new Conflict('Ce commentaire n’est pas masqué.');
	await tx
		.updateTable('comment')
		.set({ hiddenAt: null, hiddenBy: null, hiddenReason: '' })
		.where('id', '=', id)
		.execute();
	await audit(tx, actor, 'comment.show', subjectOf(id));
	await settleNotices(tx, subjectOf(id), 'comment');
}

/** Leaves a reported comment as it is: its reports are settled, and written in the audit. */
export async function keepComment(tx: Tx, actor: Actor, id: string): Promise<void> {
	await getModerated(tx, actor, id);
	const reports = await tx
		.selectFrom('commentReport')
		.select(['agentId', 'reason'])
		.where('commentId', '=', id)
		.execute();
	await tx.deleteFrom('commentReport').where('commentId', '=', id).execute();
	await audit(tx, actor, 'comment.keep', subjectOf(id), { reports });
	await settleNotices(tx, subjectOf(id), 'comment');
}

async function getModerated(tx: Tx, actor: Actor, id: string) {
	await lockRows(tx, tx.selectFrom('comment').select('id').where('id', '=', id)).execute();
	const comment = await tx
		.selectFrom('comment')
		.innerJoin('article', 'article.id', 'comment.articleId')
		.select(['comment.agentId', 'comment.hiddenAt', 'article.slug', 'article.ownerId', 'article.sectionId'])
		.where('comment.id', '=', id)
		.executeTakeFirst();
	if (!comment || !canModerate(actor, comment)) throw new NotFound('Ce commentaire n’existe pas.');
	return comment;
}
