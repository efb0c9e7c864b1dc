import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify, settleNotices } from '#foundation/notices/index.server.ts';
import { Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { shorten } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { Remark } from './company.ts';
import { getWritable } from './guests.server.ts';

/** Longest remark and quote, in signs. */
const limits = { body: 2000, quote: 300 };

/** Remarks of an article, oldest first, answered ones included. */
export async function listRemarks(db: Db, actor: Actor, id: string): Promise<Remark[]> {
	await getWritable(db, actor, id);
	const rows = await db
		.selectFrom('remark')
		.leftJoin('agent as author', 'author.id', 'remark.agentId')
		.leftJoin('agent as answering', 'answering.id', 'remark.resolvedBy')
		.select(['remark.id', 'quote', 'body', 'agentId', 'at', 'resolvedAt'])
		.select(['author.firstName as first', 'author.lastName as last'])
		.select(['answering.firstName as otherFirst', 'answering.lastName as otherLast'])
		.where('articleId', '=', id)
		.orderBy('at')
		.orderBy('remark.id')
		.execute();
	return rows.map(({ agentId, first, last, otherFirst, otherLast, ...remark }) => ({
		...remark,
		author: agentId ? { id: agentId, name: nameOf(first, last) } : null,
		resolvedBy: otherLast === null ? null : nameOf(otherFirst, otherLast)
	}));
}

const nameOf = (first: string | null, last: string | null): string => `${first ?? ''} ${last ?? ''}`.trim();

/** Notes something beside a passage. The author of the article and those who remarked before are told, but the actor. */
export async function addRemark(
	tx: Tx,
	actor: Actor,
	id: string,
	{ quote, body }: { quote: string; body: string }
): Promise<{ id: string }> {
	const article = await getWritable(tx, actor, id);
	const said = body.trim();
	if (!said) throw new Invalid('Écrivez votre remarque.', { body: 'Écrivez votre remarque.' });
	if (said.length > limits.body)
		throw new Invalid('La remarque est trop longue.', { body: `La remarque dépasse ${limits.body} signes.` });
	const own = actor.kind === 'agent' ? actor.id : null;
	const remark = { id: newId(), articleId: id, quote: quote.trim().slice(0, limits.quote), body: said, agentId: own };
	await tx
		.insertInto('remark')
		.values({ ...remark, at: now(), resolvedAt: null, resolvedBy: null })
		.execute();
	await audit(tx, actor, 'article.remark', { kind: 'article', id }, { remarkId: remark.id });
	await notify(tx, {
		agents: await concerned(tx, article, own),
		key: `remark/${remark.id}`,
		kind: 'remark',
		subject: { kind: 'remark', id: remark.id },
		title: `Remarque de ${actor.kind === 'agent' ? actor.name : 'l’administration'} sur « ${article.title || 'Sans titre'} »`,
		detail: shorten(said, 200),
		href: `/redaction/articles/${id}#remarque-${remark.id}`
	});
	return { id: remark.id };
}

/** Says that a remark has been answered. Nobody needs to read it any more. Answering twice changes nothing. */
export async function resolveRemark(tx: Tx, actor: Actor, id: string, remarkId: string): Promise<void> {
	await getWritable(tx, actor, id);
	const remark = await tx
		.selectFrom('remark')
		.select('resolvedAt')
		.where('id', '=', remarkId)
		.where('articleId', '=', id)
		.executeTakeFirst();
	if (!remark) throw new NotFound('Cette remarque n’existe pas.');
	if (remark.resolvedAt) return;
	await tx
		.updateTable('remark')
		.set({ resolvedAt: now(), resolvedBy: actor.kind === 'agent' ? actor.id : null })
		.where('id', '=', remarkId)
		.execute();
	await settleNotices(tx, { kind: 'remark', id: remarkId }, 'remark');
	await audit(tx, actor, 'article.resolve', { kind: 'article', id }, { remarkId });
}

/** Whom a remark is for: the author, those invited, and those who remarked before; never who makes it. */
async function concerned(
	tx: Tx,
	article: { id: string; authorId: string | null; guests: string[] },
	own: string | null
): Promise<string[]> {
	const rows = await tx.selectFrom('remark').select('agentId').where('articleId', '=', article.id).execute();
	const all = [article.authorId, ...article.guests, ...rows.map(({ agentId }) => agentId)];
	return [...new Set(all)].filter((agentId): agentId is string => agentId !== null && agentId !== own);
}
