import { mayMailAt, nextMailing } from '#foundation/notices/index.ts';
import { now } from '#platform/clock.ts';
import { engineOf, type Db } from '#platform/database/index.server.ts';
import type { Policy } from '../mailing.ts';

/** A letter to deliver, which this worker alone holds. */
export type Job = {
	id: string;
	mailingId: string;
	publicationId: string;
	structureId: string;
	subscriberId: string;
	address: string;
	provider: string;
	attempts: number;
	policy: Policy;
};

/**
 * Takes up to `limit` letters that are due, of mailings on their way. Several workers never take the same: SQLite writes one
 * after the other, PostgreSQL passes over what another is taking. An agent in his hours of rest waits for their end.
 */
export async function claim(db: Db, worker: string, limit: number, except: string[] = []): Promise<Job[]> {
	return db.transaction().execute(async (tx) => {
		const wanted = due(tx, except).limit(limit);
		const rows = await (engineOf(tx) === 'postgres' ? wanted.forUpdate('delivery').skipLocked() : wanted).execute();
		if (rows.length === 0) return [];
		const at = now();
		const resting = rows.filter(({ quiet, isUrgent }) => quiet && !isUrgent && !mayMailAt(at, hoursOf(quiet)));
		for (const [quiet, some] of Map.groupBy(resting, (row) => row.quiet!))
			await tx
				.updateTable('delivery')
				.set({ nextAt: nextMailing(at, hoursOf(quiet)) })
				.where('id', 'in', idsOf(some))
				.execute();
		const ready = rows.filter((row) => !resting.includes(row));
		if (ready.length > 0)
			await tx.updateTable('delivery').set({ holder: worker }).where('id', 'in', idsOf(ready)).execute();
		return ready.map(({ quiet: _, isUrgent: __, ...job }) => job);
	});
}

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

function hoursOf(quiet: string): { from: number; to: number } {
	const [from = 20, to = 7] = quiet.split('-').map(Number);
	return { from, to };
}

function due(db: Db, except: string[]) {
	let query = db
		.selectFrom('delivery')
		.innerJoin('mailing', 'mailing.id', 'delivery.mailingId')
		.select(['delivery.id', 'mailingId', 'publicationId', 'structureId', 'subscriberId', 'address', 'provider'])
		.select(['attempts', 'policy', 'quiet', 'isUrgent'])
		.where('mailing.state', '=', 'sending')
		.where('delivery.state', 'in', ['pending', 'deferred'])
		.where('delivery.holder', 'is', null)
		.where((eb) => eb.or([eb('delivery.nextAt', 'is', null), eb('delivery.nextAt', '<=', now())]));
	if (except.length > 0) query = query.where('provider', 'not in', except);
	return query;
}

/** Whether a mailing is on its way. */
export async function hasWork(db: Db): Promise<boolean> {
	const found = await db.selectFrom('mailing').select('id').where('state', '=', 'sending').limit(1).executeTakeFirst();
	return found !== undefined;
}

/** Whether a letter could be taken now. */
export async function hasDue(db: Db): Promise<boolean> {
	return (await due(db, []).limit(1).executeTakeFirst()) !== undefined;
}

/** Gives back what was taken and not begun. */
export async function release(db: Db, worker: string, ids: string[]): Promise<void> {
	for (let from = 0; from < ids.length; from += 500)
		await db
			.updateTable('delivery')
			.set({ holder: null })
			.where('holder', '=', worker)
			.where('state', '!=', 'sending')
			.where('id', 'in', ids.slice(from, from + 500))
			.execute();
}

/** The moment of the next letter that waits for one; null when none does. */
export async function nextMoment(db: Db): Promise<string | null> {
	const { next } = await db
		.selectFrom('delivery')
		.innerJoin('mailing', 'mailing.id', 'delivery.mailingId')
		.select((eb) => eb.fn.min('delivery.nextAt').as('next'))
		.where('mailing.state', '=', 'sending')
		.where('delivery.state', 'in', ['pending', 'deferred'])
		.executeTakeFirstOrThrow();
	return next;
}

/** Mailings of which nothing is left to send wait for returns from now on. */
export async function settleMailings(db: Db): Promise<void> {
	await db
		.updateTable('mailing')
		.set({ state: 'settling', endedAt: now() })
		.where('state', '=', 'sending')
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('delivery')
						.select('delivery.id')
						.whereRef('delivery.mailingId', '=', 'mailing.id')
						.where('delivery.state', 'in', ['pending', 'sending', 'deferred'])
				)
			)
		)
		.execute();
}
