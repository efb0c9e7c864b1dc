import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import { lockRows, type Tx } from '#platform/database/index.server.ts';
import type { ConsentEvent, SubscriptionState } from './subscriber.ts';

/** A line of the proof: what somebody did about a title, and what he had read. Nobody changes or removes it. */
export async function prove(
	tx: Tx,
	subscriberId: string,
	event: Omit<ConsentEvent, 'at'> | Omit<ConsentEvent, 'at'>[]
): Promise<void> {
	const at = now();
	const rows = [event].flat().map((each) => ({ ...each, id: newId(), subscriberId, at }));
	if (rows.length > 0) await tx.insertInto('consentEvent').values(rows).execute();
}

/** The subscriber with this hashed address, locked until the end; made when there is none. */
export async function lockSubscriber(
	tx: Tx,
	{ address, addressKey }: { address: string; addressKey: string }
): Promise<{ id: string; isNew: boolean }> {
	const at = now();
	const id = newId();
	await tx
		.insertInto('subscriber')
		.values({ id, address, addressKey, agentId: null, createdAt: at, lastContactAt: at })
		.onConflict((conflict) => conflict.column('addressKey').doNothing())
		.execute();
	const query = tx.selectFrom('subscriber').select('id').where('addressKey', '=', addressKey);
	const found = await lockRows(tx, query).executeTakeFirstOrThrow();
	return { id: found.id, isNew: found.id === id };
}

/** The subscriber that an agent is; made when there is none. */
export async function lockAgent(tx: Tx, agentId: string): Promise<string> {
	const at = now();
	await tx
		.insertInto('subscriber')
		.values({ id: newId(), address: null, addressKey: null, agentId, createdAt: at, lastContactAt: at })
		.onConflict((conflict) => conflict.column('agentId').doNothing())
		.execute();
	const query = tx.selectFrom('subscriber').select('id').where('agentId', '=', agentId);
	return (await lockRows(tx, query).executeTakeFirstOrThrow()).id;
}

export async function findState(
	tx: Tx,
	subscriberId: string,
	publicationId: string
): Promise<{ state: SubscriptionState; structureId: string | null; at: string } | undefined> {
	return tx
		.selectFrom('subscription')
		.select(['state', 'structureId', 'at'])
		.where('subscriberId', '=', subscriberId)
		.where('publicationId', '=', publicationId)
		.executeTakeFirst();
}

export async function setState(
	tx: Tx,
	subscriberId: string,
	publicationId: string,
	to: { state: SubscriptionState; structureId?: string | null }
): Promise<void> {
	const at = now();
	const change = { ...to, at };
	await tx
		.insertInto('subscription')
		.values({ subscriberId, publicationId, structureId: null, ...change })
		.onConflict((conflict) => conflict.columns(['publicationId', 'subscriberId']).doUpdateSet(change))
		.execute();
}

/** He did something himself: what is kept of him is kept three years from now. */
export async function noteContact(tx: Tx, subscriberId: string): Promise<void> {
	await tx.updateTable('subscriber').set({ lastContactAt: now() }).where('id', '=', subscriberId).execute();
}
