import { getAnswered } from '#editorial/articles/index.server.ts';
import type { AgentActor, Reader } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { listDesk } from '#foundation/sections/index.server.ts';
import { Conflict, Forbidden, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { shorten } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { charter } from './comment.ts';
import { checkComment, checkReason } from './input.ts';
import { hasAcceptedCharter, isOpenToComments } from './queries.server.ts';

const subjectOf = (id: string) => ({ kind: 'comment', id });

/**
 * Adds a signed comment under an article whose section is open to them. The charter is accepted with the first one. Throws
 * `Invalid` by field, `Conflict` where nobody may comment.
 */
export async function addComment(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	slug: string,
	{ body, accepts }: { body: string; accepts: boolean }
): Promise<{ id: string }> {
	const article = await getAnswered(tx, reader, { slug });
	if (!(await isOpenToComments(tx, article.id))) throw new Conflict('Les commentaires ne sont pas ouverts ici.');
	const needsCharter = !(await hasAcceptedCharter(tx, actor.id));
	const text = checkComment(body, { needsCharter, accepts });
	if (needsCharter) {
		await tx
			.insertInto('charterAcceptance')
			.values({ agentId: actor.id, charter: charter.name, at: now() })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		await audit(tx, actor, 'charter.accept', { kind: 'agent', id: actor.id }, { charter: charter.name });
	}
	const id = newId();
	await tx
		.insertInto('comment')
		.values({
			...{ id, articleId: article.id, agentId: actor.id, body: text, at: now() },
			...{ hiddenAt: null, hiddenBy: null, hiddenReason: '' }
		})
		.execute();
	await audit(tx, actor, 'comment.add', subjectOf(id), { article: article.id });
	return { id };
}

/** Takes one's own comment away, unless it was hidden: that trace is kept. */
export async function withdrawComment(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	slug: string,
	commentId: string
): Promise<void> {
	const comment = await getComment(tx, reader, slug, commentId);
	if (comment.agentId !== actor.id) throw new Forbidden();
	if (comment.hiddenAt) throw new Conflict('Ce commentaire a été masqué : sa trace est gardée.');
	await tx.deleteFrom('comment').where('id', '=', commentId).execute();
	await audit(tx, actor, 'comment.withdraw', subjectOf(commentId), { article: comment.articleId });
}

/** Reports somebody else's comment to the desk, with a reason, once. Throws `Invalid` (`reason`). */
export async function reportComment(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	slug: string,
	commentId: string,
	reason: string
): Promise<void> {
	const comment = await getComment(tx, reader, slug, commentId);
	if (comment.agentId === actor.id) throw new Forbidden('Ce commentaire est le vôtre : vous pouvez le retirer.');
	const { numInsertedOrUpdatedRows } = await tx
		.insertInto('commentReport')
		.values({ commentId, agentId: actor.id, reason: checkReason(reason), at: now() })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirstOrThrow();
	if (Number(numInsertedOrUpdatedRows) === 0) return;
	await audit(tx, actor, 'comment.report', subjectOf(commentId));
	const { ownerId, sectionId } = await getAnswered(tx, reader, { slug });
	await notify(tx, {
		agents: await listDesk(tx, { structureId: ownerId, sectionId }),
		key: `comment/${commentId}/reported`,
		kind: 'comment',
		subject: subjectOf(commentId),
		title: `Un commentaire signalé : « ${shorten(comment.body, 60)} »`,
		detail: reason.trim(),
		href: `/redaction/commentaires#commentaire-${commentId}`
	});
}

async function getComment(tx: Tx, reader: Reader, slug: string, commentId: string) {
	const { id } = await getAnswered(tx, reader, { slug });
	const comment = await tx
		.selectFrom('comment')
		.selectAll()
		.where('id', '=', commentId)
		.where('articleId', '=', id)
		.executeTakeFirst();
	if (!comment) throw new NotFound('Ce commentaire n’existe pas ou plus.');
	return comment;
}
