import { sql } from 'kysely';
import { getPublicationById, listAllPublications } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { ownAddressLabel, type Actor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Page } from '#kernel/pages.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canKeepSubscribers } from './can.ts';
import type { SubscriptionState, SuppressionReason } from './subscriber.ts';

/** The titles whose list somebody keeps, by kind. */
export async function listKept(db: Db, actor: Actor): Promise<Publication[]> {
	return (await listAllPublications(db)).filter((each) => canKeepSubscribers(actor, each));
}

/** Throws `NotFound`, also for a title whose list is not his to keep. */
export async function getKept(db: Db, actor: Actor, slug: string): Promise<Publication> {
	const found = (await listKept(db, actor)).find((each) => each.slug === slug);
	if (!found) throw new NotFound('Ce titre n’existe pas, ou vous ne tenez pas sa liste d’abonnés.');
	return found;
}

export type Month = { month: string; joined: number; left: number };

/** How many joined and left a title, month by month, the last first. Numbers only. */
export async function countMonths(db: Db, publicationId: string, months = 6): Promise<Month[]> {
	const since = new Date(Date.parse(now()));
	since.setUTCMonth(since.getUTCMonth() - months + 1, 1);
	const rows = await db
		.selectFrom('consentEvent')
		.select((eb) => [sql<string>`substr("at", 1, 7)`.as('month'), 'act', eb.fn.countAll().as('how')])
		.where('publicationId', '=', publicationId)
		.where('at', '>=', since.toISOString().slice(0, 7))
		.groupBy(['month', 'act'])
		.execute();
	const of = (month: string, acts: string[]) =>
		rows.filter((row) => row.month === month && acts.includes(row.act)).reduce((sum, { how }) => sum + Number(how), 0);
	return [...new Set(rows.map(({ month }) => month))]
		.sort()
		.reverse()
		.map((month) => ({
			month,
			joined: of(month, ['subscribed', 'confirmed', 'imported']),
			left: of(month, ['left', 'erased'])
		}));
}

/** A line of a list. Of an agent: the name and the professional address of his account, and nothing of his own (C28). */
export type ListedSubscriber = {
	id: string;
	name: string | null;
	address: string | null;
	structureId: string | null;
	state: SubscriptionState;
	at: string;
};

export type ListFilter = { text?: string; state?: SubscriptionState; structureId?: string; page?: number };

const size = 50;

/** Who chose something about a title, or was imported, by address; a page of fifty. */
export async function listSubscribers(
	db: Db,
	actor: Actor,
	publicationId: string,
	{ text = '', state, structureId, page = 1 }: ListFilter = {}
): Promise<Page<ListedSubscriber>> {
	if (!canKeepSubscribers(actor, await getPublicationById(db, publicationId))) throw new NotFound();
	let query = db
		.selectFrom('subscription')
		.innerJoin('subscriber', 'subscriber.id', 'subscription.subscriberId')
		.leftJoin('agent', 'agent.id', 'subscriber.agentId')
		.leftJoin('account', 'account.agentId', 'subscriber.agentId')
		.leftJoin('ownAddress', (join) =>
			join.onRef('ownAddress.agentId', '=', 'subscriber.agentId').on('confirmedAt', 'is not', null)
		)
		.where('publicationId', '=', publicationId);
	if (state) query = query.where('state', '=', state);
	if (structureId) query = query.where('structureId', '=', structureId);
	const pattern = `%${text
		.trim()
		.toLowerCase()
		.replace(/[\\%_]/g, '\\$&')}%`;
	if (text.trim())
		query = query.where((eb) =>
			eb.or([
				sql<boolean>`"subscriber"."address" like ${pattern} escape '\\'`,
				sql<boolean>`"account"."email" like ${pattern} escape '\\'`,
				sql<boolean>`lower("agent"."lastName") like ${pattern} escape '\\'`
			])
		);
	const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
	const rows = await query
		.select(['ownAddress.agentId as own', 'subscriber.address'])
		.select(['subscriber.id', 'email', 'firstName', 'lastName', 'structureId', 'state', 'at'])
		.orderBy((eb) => eb.fn.coalesce('subscriber.address', 'email'))
		.orderBy('subscriber.id')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	const items = rows.map(({ address, email, own, firstName, lastName, ...row }) => ({
		...row,
		name: lastName === null ? null : `${firstName} ${lastName}`,
		address: address ?? email ?? (own && ownAddressLabel)
	}));
	return { items, number: page, size, total: Number(total) };
}

export type ListedSuppression = {
	key: string;
	/** Null when only the hash is left. */
	address: string | null;
	scope: string;
	reason: SuppressionReason;
	at: string;
};

/** What is put aside for everybody, for a title, or for one of its structures; newest first. */
export async function listSuppressions(
	db: Db,
	actor: Actor,
	publication: Publication,
	page = 1
): Promise<Page<ListedSuppression>> {
	if (!canKeepSubscribers(actor, publication)) throw new NotFound();
	const query = db
		.selectFrom('suppression')
		.leftJoin('subscriber', 'subscriber.addressKey', 'suppression.addressKey')
		.where('scope', 'in', ['all', publication.id, ...publication.voices]);
	const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
	const items = await query
		.select(['suppression.addressKey as key', 'address', 'scope', 'reason', 'at'])
		.orderBy('at', 'desc')
		.orderBy('suppression.addressKey')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return { items, number: page, size, total: Number(total) };
}
