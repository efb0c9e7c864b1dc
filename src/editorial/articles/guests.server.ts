import { listPeople, searchPeople, type Person } from '#foundation/accounts/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { Forbidden, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { canWriteArticle } from './can.ts';
import type { Guest } from './company.ts';

/** What tells who may write an article, without its words. Throws `NotFound`, also for what is not the actor's to write. */
export async function getWritable(db: Db, actor: Actor, id: string) {
	const row = await db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.select(['article.id', 'article.kind', 'article.ownerId', 'article.sectionId', 'article.authorId', 'title'])
		.where('article.id', '=', id)
		.executeTakeFirst();
	const article = row && { ...row, guests: await guestIds(db, id) };
	if (!article || !canWriteArticle(actor, article))
		throw new NotFound('Cet article n’existe pas, ou vous ne pouvez pas l’écrire.');
	return article;
}

const guestIds = async (db: Db, articleId: string): Promise<string[]> =>
	(await db.selectFrom('articleGuest').select('agentId').where('articleId', '=', articleId).execute()).map(
		({ agentId }) => agentId
	);

/** Who was invited, in the order of their names; those who have left are absent. */
export async function listGuests(db: Db, actor: Actor, id: string): Promise<Guest[]> {
	await getWritable(db, actor, id);
	const rows = await db.selectFrom('articleGuest').selectAll().where('articleId', '=', id).execute();
	const people = await withStructures(
		db,
		await listPeople(
			db,
			rows.map(({ agentId }) => agentId)
		)
	);
	return people.map((person) => ({
		...person,
		invitedAt: rows.find(({ agentId }) => agentId === person.id)!.invitedAt
	}));
}

/** Colleagues whose name or post holds these words, whom one may invite: neither the actor nor those invited already. */
export async function searchGuests(
	db: Db,
	actor: Actor,
	id: string,
	text: string
): Promise<(Person & { structures: string[] })[]> {
	const { guests } = await getWritable(db, actor, id);
	const found = await searchPeople(db, text, 12);
	const isFree = (person: Person) => !guests.includes(person.id) && !(actor.kind === 'agent' && actor.id === person.id);
	return withStructures(db, found.filter(isFree).slice(0, 8));
}

/** Lets somebody write this one article, and tells him. Guests do not invite guests. Inviting twice changes nothing. */
export async function inviteToArticle(tx: Tx, actor: Actor, id: string, agentId: string): Promise<void> {
	const article = await getInvitable(tx, actor, id);
	const [person] = await listPeople(tx, [agentId]);
	if (!person) throw new NotFound('Cette personne n’a pas de compte ouvert.');
	if (article.guests.includes(agentId)) return;
	await tx
		.insertInto('articleGuest')
		.values({ articleId: id, agentId, invitedBy: actor.kind === 'agent' ? actor.id : null, invitedAt: now() })
		.execute();
	await audit(tx, actor, 'article.invite', { kind: 'article', id }, { agentId });
	const who = actor.kind === 'agent' ? actor.name : 'L’administration';
	await notify(tx, {
		agents: [agentId],
		key: `invited/${id}/${now()}`,
		kind: 'invited',
		subject: { kind: 'article', id },
		title: `${who} vous invite à écrire « ${article.title || 'Sans titre'} »`,
		href: `/redaction/articles/${id}`
	});
}

/** Takes an invitation back. What was written stays. */
export async function dismissGuest(tx: Tx, actor: Actor, id: string, agentId: string): Promise<void> {
	await getInvitable(tx, actor, id);
	await tx.deleteFrom('articleGuest').where('articleId', '=', id).where('agentId', '=', agentId).execute();
	await audit(tx, actor, 'article.uninvite', { kind: 'article', id }, { agentId });
}

/** An article that the actor may write by his own remit. */
async function getInvitable(tx: Tx, actor: Actor, id: string) {
	const article = await getWritable(tx, actor, id);
	if (!canWriteArticle(actor, { ...article, guests: [] }))
		throw new Forbidden('Seules les personnes qui écrivent dans cette rubrique peuvent inviter.');
	return article;
}

async function withStructures<P extends Person>(db: Db, people: P[]): Promise<(P & { structures: string[] })[]> {
	if (people.length === 0) return [];
	const rows = await db
		.selectFrom('membership')
		.select(['agentId', 'structureId'])
		.where(
			'agentId',
			'in',
			people.map(({ id }) => id)
		)
		.orderBy('position')
		.execute();
	const of = Map.groupBy(rows, ({ agentId }) => agentId);
	return people.map((person) => ({
		...person,
		structures: (of.get(person.id) ?? []).map(({ structureId }) => structureId)
	}));
}
