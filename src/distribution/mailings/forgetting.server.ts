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
