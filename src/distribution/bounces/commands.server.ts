import { unsuppress } from '#distribution/subscribers/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { applyBounce } from './effects.server.ts';
import { getReturn } from './queries.server.ts';

/** Puts an address back on the lists, and says why. Throws `Invalid` without a reason. */
export async function reinstate(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
	const { addressKey, scope, effect, undoneAt } = await getReturn(tx, actor, id);
	if (effect !== 'stopped' || !addressKey || !scope || undoneAt)
		throw new Conflict('Cette adresse n’est plus écartée pour ce retour.');
	const why = reason.replace(/\s+/g, ' ').trim();
	if (!why) {
		const message = 'Dites pourquoi cette adresse peut de nouveau recevoir des lettres.';
		throw new Invalid(message, { reason: message });
	}
	await unsuppress(tx, actor, { key: addressKey, scope, reason: why });
	const undone = { undoneAt: now(), undoneReason: why, undoneBy: actor.kind === 'agent' ? actor.id : 'operator' };
	// The same address may have come back several times before it was put back.
	await tx
		.updateTable('bounceRaw')
		.set(undone)
		.where('addressKey', '=', addressKey)
		.where('scope', '=', scope)
		.where('undoneAt', 'is', null)
		.execute();
	await audit(tx, actor, 'return.reinstate', { kind: 'return', id }, { scope, reason: why });
}

/** Somebody has read a message of the tray: it leaves it. */
export async function fileReturn(tx: Tx, actor: Actor, id: string): Promise<void> {
	await getReturn(tx, actor, id);
	await tx.updateTable('bounceRaw').set({ readAt: now() }).where('id', '=', id).where('readAt', 'is', null).execute();
}

/** Somebody has read that the address is none, where no machine could: nothing more is sent to it. */
export async function condemn(tx: Tx, actor: Actor, id: string, secret: string): Promise<void> {
	const row = await getReturn(tx, actor, id);
	if (!row.deliveryId || !row.mailingId || !row.structureId || row.effect === 'stopped')
		throw new Conflict('On ne sait pas de quelle lettre ce message parle.');
	const delivery = await tx
		.selectFrom('delivery')
		.select(['id', 'mailingId', 'structureId', 'subscriberId', 'address', 'isOwn'])
		.where('id', '=', row.deliveryId)
		.executeTakeFirst();
	if (!delivery) throw new Conflict('Cet envoi n’existe plus.');
	const bounce = { bounce: 'hard' as const, status: row.status, text: row.subject ?? '' };
	const done = await applyBounce(tx, { ...delivery, agentId: row.agentId }, bounce, secret);
	await tx
		.updateTable('bounceRaw')
		.set({ ...done, bounce: 'hard', readAt: now() })
		.where('id', '=', id)
		.execute();
	await audit(tx, actor, 'return.condemn', { kind: 'return', id }, { delivery: delivery.id });
}
