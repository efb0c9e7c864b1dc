import type { CompiledQuery } from 'kysely';
import type { Db } from '#platform/database/index.server.ts';

/** How many notices somebody has not read, and how many of them ask to acknowledge an announcement. */
export type Waiting = { unread: number; acknowledgements: number };

const query = (db: Db) =>
	db
		.selectFrom('notice')
		.select((eb) => [
			eb.fn.countAll().as('unread'),
			eb.fn.sum(eb.case().when('kind', '=', 'acknowledge').then(1).else(0).end()).as('acknowledgements')
		])
		.where('agentId', '=', '')
		.where('readAt', 'is', null)
		.compile();

type Counted = { unread: string | number | bigint; acknowledgements: string | number | bigint | null };

const compiled = new WeakMap<Db, CompiledQuery<Counted>>();

/** Asked for every page of somebody signed in, so its text is made once per handle. */
export async function countWaiting(db: Db, agentId: string): Promise<Waiting> {
	const text = compiled.get(db) ?? (query(db) as CompiledQuery<Counted>);
	compiled.set(db, text);
	const parameters = text.parameters.map((value) => (value === '' ? agentId : value));
	const { rows } = await db.executeQuery<Counted>({ ...text, parameters });
	return { unread: Number(rows[0]?.unread ?? 0), acknowledgements: Number(rows[0]?.acknowledgements ?? 0) };
}
