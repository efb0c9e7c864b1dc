import { getAnswered } from '#editorial/articles/index.server.ts';
import type { AgentActor, Reader } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { Conflict, Forbidden, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canWithdrawUptake } from './can.ts';
import { praised, type UptakeInput } from './initiative.ts';
import { checkUptake } from './input.ts';

const subjectOf = (id: string) => ({ kind: 'article', id });

/** « Bravo » : once per agent; saying it again changes nothing. */
export async function giveBravo(tx: Tx, actor: AgentActor, reader: Reader, slug: string): Promise<void> {
	const { id, kind } = await getAnswered(tx, reader, { slug });
	if (!praised.includes(kind)) throw new NotFound();
	const { numInsertedOrUpdatedRows } = await tx
		.insertInto('bravo')
		.values({ articleId: id, agentId: actor.id, at: now() })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirstOrThrow();
	if (Number(numInsertedOrUpdatedRows) > 0) await audit(tx, actor, 'bravo.give', subjectOf(id));
}

/** Takes one's « Bravo » back. */
export async function takeBackBravo(tx: Tx, actor: AgentActor, reader: Reader, slug: string): Promise<void> {
	const { id } = await getAnswered(tx, reader, { slug });
	await tx.deleteFrom('bravo').where('articleId', '=', id).where('agentId', '=', actor.id).execute();
	await audit(tx, actor, 'bravo.takeBack', subjectOf(id));
}

/**
 * « Nous aussi » : says that a team took an initiative up, in the name of one of the reader's structures. Its author is
 * told. Throws `Invalid` by field, `Conflict` when that team is there already.
 */
export async function declareUptake(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	slug: string,
	input: UptakeInput
): Promise<{ id: string }> {
	const article = await getAnswered(tx, reader, { slug });
	if (article.kind !== 'initiative') throw new NotFound();
	const { structureId, team, note } = checkUptake(input, reader.structures);
	const id = newId();
	const { numInsertedOrUpdatedRows } = await tx
		.insertInto('uptake')
		.values({ id, articleId: article.id, structureId, team, note, agentId: actor.id, at: now() })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirstOrThrow();
	if (Number(numInsertedOrUpdatedRows) === 0) throw new Conflict('Cette équipe est déjà dans la liste.');
	await audit(tx, actor, 'uptake.declare', subjectOf(article.id), { structureId, team });
	if (article.authorId && article.authorId !== actor.id)
		await notify(tx, {
			agents: [article.authorId],
			key: `uptake/${id}`,
			kind: 'initiative',
			subject: subjectOf(article.id),
			title: `${team} reprend votre initiative`,
			detail: article.title,
			href: `/articles/${article.slug}#reprises`
		});
	return { id };
}

/** Takes an uptake off the list: for who declared it, and for the desk. */
export async function withdrawUptake(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	slug: string,
	uptakeId: string
): Promise<void> {
	const article = await getAnswered(tx, reader, { slug });
	const uptake = await tx
		.selectFrom('uptake')
		.selectAll()
		.where('id', '=', uptakeId)
		.where('articleId', '=', article.id)
		.executeTakeFirst();
	if (!uptake) throw new NotFound();
	if (!canWithdrawUptake(actor, uptake, article)) throw new Forbidden();
	await tx.deleteFrom('uptake').where('id', '=', uptakeId).execute();
	await audit(tx, actor, 'uptake.withdraw', subjectOf(article.id), { team: uptake.team });
}
