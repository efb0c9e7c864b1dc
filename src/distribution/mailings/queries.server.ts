import { getPublicationById, listAllPublications } from '#editions/publications/index.server.ts';
import { hideAddress, ownAddressLabel, type Actor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Page } from '#kernel/pages.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Selectable } from 'kysely';
import { canSeeMailing } from './can.ts';
import type { Counts, Delivery, DeliveryState, Mailing, MailingReport } from './mailing.ts';
import { noCounts } from './rules.ts';
import type { MailingTable } from './tables.server.ts';

export const mailingOf = ({ createdBy: _, erasedAt: __, isUrgent, ...row }: Selectable<MailingTable>): Mailing => ({
	...row,
	isUrgent: isUrgent === 1
});

/** A mailing with what became of it. Throws `NotFound`, also for what the actor may not see. */
export async function getMailing(db: Db, actor: Actor, id: string): Promise<MailingReport> {
	const row = await db.selectFrom('mailing').selectAll().where('id', '=', id).executeTakeFirst();
	const publication = row && (await getPublicationById(db, row.publicationId));
	if (!row || !publication || !canSeeMailing(actor, publication)) throw new NotFound('Cet envoi n’existe pas.');
	return (await reports(db, [row]))[0]!;
}

/** Mailings of the titles that the actor composes, the newest first. */
export async function listMailings(
	db: Db,
	actor: Actor,
	{ issueId, publicationId, limit = 100 }: { issueId?: string; publicationId?: string; limit?: number } = {}
): Promise<MailingReport[]> {
	const own = (await listAllPublications(db)).filter((publication) => canSeeMailing(actor, publication));
	if (own.length === 0) return [];
	let query = db
		.selectFrom('mailing')
		.selectAll()
		.where(
			'publicationId',
			'in',
			own.map(({ id }) => id)
		)
		.orderBy('id', 'desc')
		.limit(limit);
	if (issueId) query = query.where('issueId', '=', issueId);
	if (publicationId) query = query.where('publicationId', '=', publicationId);
	return reports(db, await query.execute());
}

async function reports(db: Db, rows: Selectable<MailingTable>[]): Promise<MailingReport[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const counts = await countStates(db, ids);
	const left = await db
		.selectFrom('deliveryExclusion')
		.select(['mailingId', 'reason', (eb) => eb.fn.countAll().as('number')])
		.where('mailingId', 'in', ids)
		.groupBy(['mailingId', 'reason'])
		.execute();
	const names = await db
		.selectFrom('issue')
		.innerJoin('publication', 'publication.id', 'issue.publicationId')
		.select(['issue.id', 'issue.number', 'issue.title', 'slug', 'publication.title as publication'])
		.where('issue.id', 'in', [...new Set(rows.map(({ issueId }) => issueId))])
		.execute();
	return rows.map((row) => {
		const named = names.find(({ id }) => id === row.issueId)!;
		return {
			...mailingOf(row),
			publication: { slug: named.slug, title: named.publication },
			issue: { number: named.number, title: named.title },
			counts: counts.get(row.id) ?? noCounts(),
			exclusions: Object.fromEntries(
				left.filter(({ mailingId }) => mailingId === row.id).map(({ reason, number }) => [reason, Number(number)])
			)
		};
	});
}

/** How many deliveries are in each state, by mailing. */
export async function countStates(db: Db, mailingIds: string[]): Promise<Map<string, Counts>> {
	const rows = await db
		.selectFrom('delivery')
		.select(['mailingId', 'state', (eb) => eb.fn.countAll().as('number')])
		.where('mailingId', 'in', mailingIds)
		.groupBy(['mailingId', 'state'])
		.execute();
	const found = new Map(mailingIds.map((id) => [id, noCounts()]));
	for (const { mailingId, state, number } of rows) found.get(mailingId)![state] = Number(number);
	return found;
}

/** A line as others may read it: a personal address stays its owner's, also in what servers say of it. */
export function shown<Line extends { address: string; isOwn: number; response: string | null; bounce?: string | null }>(
	line: Line
): Omit<Line, 'isOwn'> {
	const { isOwn, ...kept } = line;
	if (isOwn === 0) return kept;
	const hidden = (words: string | null | undefined) => words && hideAddress(words, line.address);
	return { ...kept, address: ownAddressLabel, response: hidden(line.response), bounce: hidden(line.bounce) };
}

export type DeliveryFilter = {
	states?: DeliveryState[];
	provider?: string;
	/** A part of an address. */
	search?: string;
	page?: number;
	size?: number;
};

/** Recipients of a mailing, as long as their addresses are kept: what presses first, then by address. */
export async function listDeliveries(
	db: Db,
	actor: Actor,
	mailingId: string,
	{ states, provider, search, page = 1, size = 50 }: DeliveryFilter = {}
): Promise<Page<Delivery>> {
	await getMailing(db, actor, mailingId);
	let query = db.selectFrom('delivery').where('mailingId', '=', mailingId);
	if (states?.length) query = query.where('state', 'in', states);
	if (provider) query = query.where('provider', '=', provider);
	const wanted = search
		?.trim()
		.toLowerCase()
		.replace(/[\\%_]/g, '');
	// Nobody finds a personal address by guessing it.
	if (wanted) query = query.where('address', 'like', `%${wanted}%`).where('isOwn', '=', 0);
	const items = await query
		.select(['id', 'address', 'structureId', 'provider', 'state', 'attempts', 'nextAt', 'code', 'response', 'at'])
		.select(['bounce', 'bouncedAt', 'isOwn'])
		.orderBy('isOwn')
		.orderBy((eb) => eb.case().when('isOwn', '=', 1).then(eb.ref('id')).else(eb.ref('address')).end())
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
	return { items: items.map(shown), number: page, size, total: Number(total) };
}

/** How fast a mailing goes, and how it fares with each keeper of mailboxes. */
export type Pace = {
	/** Letters accepted during the last minute, per second. */
	perSecond: number;
	/** Seconds until the last letter at that pace; null when nothing moves. */
	remaining: number | null;
	providers: { provider: string; counts: Counts }[];
};

export async function mailingPace(db: Db, actor: Actor, mailingId: string): Promise<Pace> {
	const { startedAt, counts } = await getMailing(db, actor, mailingId);
	const at = now();
	const since = new Date(Math.max(Date.parse(at) - 60_000, Date.parse(startedAt ?? at))).toISOString();
	const { number } = await db
		.selectFrom('delivery')
		.select((eb) => eb.fn.countAll().as('number'))
		.where('mailingId', '=', mailingId)
		.where('state', '=', 'sent')
		.where('at', '>', since)
		.executeTakeFirstOrThrow();
	const perSecond = Number(number) / Math.max(1, (Date.parse(at) - Date.parse(since)) / 1000);
	// Who rests, or is tried again later, is waited for, not counted as slow.
	const { later } = await db
		.selectFrom('delivery')
		.select((eb) => eb.fn.countAll().as('later'))
		.where('mailingId', '=', mailingId)
		.where('state', '=', 'pending')
		.where('nextAt', '>', at)
		.executeTakeFirstOrThrow();
	const left = counts.pending + counts.sending - Number(later);
	const rows = await db
		.selectFrom('delivery')
		.select(['provider', 'state', (eb) => eb.fn.countAll().as('number')])
		.where('mailingId', '=', mailingId)
		.groupBy(['provider', 'state'])
		.execute();
	const byProvider = new Map<string, Counts>();
	for (const row of rows) {
		const counted = byProvider.get(row.provider) ?? noCounts();
		counted[row.state] = Number(row.number);
		byProvider.set(row.provider, counted);
	}
	return {
		perSecond,
		remaining: perSecond > 0 ? Math.ceil(left / perSecond) : null,
		providers: [...byProvider].map(([provider, counted]) => ({ provider, counts: counted }))
	};
}
