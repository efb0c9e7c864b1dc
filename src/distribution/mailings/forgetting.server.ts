import { sql } from 'kysely';
import type { Tx } from '#platform/database/index.server.ts';

/**
 * Somebody asked to be forgotten: his address leaves every delivery, and what still waited for him is not sent. Numbers
 * stay. A letter under way at this very moment keeps its line until it has ended.
 */
export async function forgetDeliveries(tx: Tx, subscriberId: string): Promise<void> {
	await tx
		.updateTable('delivery')
		.set({ state: 'skipped' })
		.where('subscriberId', '=', subscriberId)
		.where('state', 'in', ['pending', 'deferred'])
		.execute();
	await tx
		.updateTable('delivery')
		.set((eb) => ({ address: eb.ref('id'), response: null, bounce: null }))
		.where('subscriberId', '=', subscriberId)
		.where('state', '!=', 'sending')
		.execute();
}

/**
 * Personal addresses that are no longer those of their agents leave the letters that went there; what still waited is not
 * sent. Answers whose they were.
 */
export async function forgetOwnDeliveries(tx: Tx): Promise<{ subscriberId: string; address: string }[]> {
	const rows = await tx
		.selectFrom('delivery')
		.leftJoin('subscriber', 'subscriber.id', 'delivery.subscriberId')
		.leftJoin('ownAddress', (join) =>
			join
				.onRef('ownAddress.agentId', '=', 'subscriber.agentId')
				.onRef('ownAddress.address', '=', 'delivery.address')
				.on('ownAddress.confirmedAt', 'is not', null)
		)
		.select(['delivery.id', 'subscriberId', 'delivery.address'])
		.where('isOwn', '=', sql.lit(1))
		.where('ownAddress.agentId', 'is', null)
		.whereRef('delivery.address', '!=', 'delivery.id')
		.where('delivery.state', '!=', 'sending')
		.execute();
	for (const { id } of rows) {
		const waiting = tx.updateTable('delivery').set({ state: 'skipped' }).where('id', '=', id);
		await waiting.where('state', 'in', ['pending', 'deferred']).execute();
		const emptied = { address: id, response: null, bounce: null };
		await tx.updateTable('delivery').set(emptied).where('id', '=', id).where('state', '!=', 'sending').execute();
	}
	return rows.map(({ subscriberId, address }) => ({ subscriberId, address }));
}
