import type { ExpressionBuilder } from 'kysely';
import type { Actor } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { Forbidden, NotFound } from '#kernel/errors.ts';
import type { Page } from '#kernel/pages.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Tables } from '#platform/database/tables.ts';
import { canReadReturnsOf, canReadStrayReturns } from './can.ts';
import type { BounceKind, Return, ReturnKind } from './bounce.ts';

/** What somebody looks for. `tray`: what waits to be read; `stopped`: addresses that get nothing more. */
export type ReturnFilter = { view: 'all' | 'tray' | 'stopped'; reason?: string; search?: string; page: number };

const size = 30;

type Scope = { structures: string[]; isAll: boolean };

async function scopeOf(db: Db, actor: Actor): Promise<Scope> {
	const structures = (await listStructures(db)).map(({ id }) => id).filter((id) => canReadReturnsOf(actor, id));
	if (structures.length === 0) throw new Forbidden();
	return { structures, isAll: canReadStrayReturns(actor) };
}

const within =
	({ structures, isAll }: Scope) =>
	(eb: ExpressionBuilder<Tables, 'bounceRaw'>) =>
		isAll
			? eb.or([eb('structureId', 'in', structures), eb('structureId', 'is', null)])
			: eb('structureId', 'in', structures);

/** What came back, newest first, as far as the actor may read it. Throws `Forbidden` for who may read none of it. */
export async function listReturns(db: Db, actor: Actor, filter: ReturnFilter): Promise<Page<Return>> {
	const scope = await scopeOf(db, actor);
	let rows = db.selectFrom('bounceRaw').where(within(scope));
	if (filter.view === 'tray') rows = rows.where('kind', '=', 'unknown').where('readAt', 'is', null);
	if (filter.view === 'stopped') rows = rows.where('effect', '=', 'stopped').where('undoneAt', 'is', null);
	if (filter.reason) rows = rows.where('reason', '=', filter.reason as 'hard');
	if (filter.search) rows = rows.where('recipient', 'like', `%${filter.search.toLowerCase().replace(/[%_]/g, '')}%`);
	const { total } = await rows.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
	const items = await rows
		.select([
			...(['id', 'at', 'kind', 'bounce', 'status', 'diagnostic', 'recipient', 'structureId', 'mailingId'] as const),
			...(['deliveryId', 'effect', 'reason', 'sender', 'subject', 'excerpt', 'readAt', 'undoneAt'] as const),
			...(['undoneReason', 'agentId'] as const)
		])
		.orderBy('id', 'desc')
		.limit(size)
		.offset((filter.page - 1) * size)
		.execute();
	return { items: items.map(returnOf), number: filter.page, size, total: Number(total) };
}

const returnOf = ({
	sender,
	agentId,
	diagnostic,
	...row
}: Omit<Return, 'from' | 'isAgent' | 'diagnostic'> & {
	sender: string | null;
	agentId: string | null;
	diagnostic: string | null;
}): Return => ({ ...row, from: sender, isAgent: agentId !== null, diagnostic: diagnostic ?? '' });

/** How much of what came back, and how many addresses were stopped and why. */
export type ReturnCounts = {
	kinds: Partial<Record<ReturnKind, number>>;
	bounces: Partial<Record<BounceKind, number>>;
	stopped: number;
	tray: number;
};

export async function countReturns(db: Db, actor: Actor, mailingId?: string): Promise<ReturnCounts> {
	const scope = await scopeOf(db, actor);
	let query = db
		.selectFrom('bounceRaw')
		.select((eb) => ['kind', 'bounce', eb.fn.countAll().as('number')])
		.select((eb) => [
			eb.fn.sum(eb.case().when('effect', '=', 'stopped').then(1).else(0).end()).as('stopped'),
			eb.fn.sum(eb.case().when('undoneAt', 'is not', null).then(1).else(0).end()).as('undone'),
			eb.fn.sum(eb.case().when('readAt', 'is', null).then(1).else(0).end()).as('unread')
		])
		.where(within(scope))
		.groupBy(['kind', 'bounce']);
	if (mailingId) query = query.where('mailingId', '=', mailingId);
	const counts: ReturnCounts = { kinds: {}, bounces: {}, stopped: 0, tray: 0 };
	for (const { kind, bounce, number, stopped, undone, unread } of await query.execute()) {
		counts.kinds[kind] = (counts.kinds[kind] ?? 0) + Number(number);
		if (bounce) counts.bounces[bounce] = (counts.bounces[bounce] ?? 0) + Number(number);
		counts.stopped += Number(stopped) - Number(undone);
		if (kind === 'unknown') counts.tray += Number(unread);
	}
	return counts;
}

/** One line, for who may read it. Throws `NotFound`. */
export async function getReturn(db: Db, actor: Actor, id: string) {
	const scope = await scopeOf(db, actor);
	const row = await db.selectFrom('bounceRaw').selectAll().where('id', '=', id).where(within(scope)).executeTakeFirst();
	if (!row) throw new NotFound('Ce message n’existe pas, ou n’est plus gardé.');
	return row;
}
