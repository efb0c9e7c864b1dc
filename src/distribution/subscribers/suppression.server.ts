import type { Actor } from '#foundation/accounts/index.ts';
import { holds } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Forbidden, Invalid } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { readAddress } from './commands.server.ts';
import { addressKey } from './keys.server.ts';
import type { SuppressionReason } from './subscriber.ts';

/** `scope`: `all`, or the id of a structure or of a publication. */
export type SuppressionDraft = { address: string; scope: string; reason: SuppressionReason };

/** Nothing is sent to an address any more: only its keyed hash is kept. The first reason stays. Safe to do again. */
export async function suppress(
	tx: Tx,
	actor: Actor | null,
	{ address, scope, reason }: SuppressionDraft,
	secret: string
): Promise<void> {
	if (actor) refuseStranger(actor, scope);
	const key = addressKey(secret, actor ? readAddress(address) : address);
	await keepSuppressed(tx, key, scope, reason);
	if (actor) await audit(tx, actor, 'subscriber.suppress', { kind: 'suppression', id: key }, { scope, reason });
}

export async function keepSuppressed(tx: Tx, key: string, scope: string, reason: SuppressionReason): Promise<void> {
	await tx
		.insertInto('suppression')
		.values({ addressKey: key, scope, reason, at: now() })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/**
 * Takes an address off the list, with a reason that is kept in the audit. `key` is its keyed hash, as the list gives it.
 * An address that a person had erased comes back only by the person.
 */
export async function unsuppress(
	tx: Tx,
	actor: Actor,
	{ key, scope, reason }: { key: string; scope: string; reason: string }
): Promise<void> {
	refuseStranger(actor, scope);
	if (!reason.trim()) {
		const message = 'Dites pourquoi cette adresse peut de nouveau recevoir : c’est noté au journal.';
		throw new Invalid(message, { reason: message });
	}
	const row = await tx
		.selectFrom('suppression')
		.select('reason')
		.where('addressKey', '=', key)
		.where('scope', '=', scope)
		.executeTakeFirst();
	if (!row) return;
	if (row.reason === 'erased')
		throw new Invalid('Cette personne a demandé l’effacement de ses données : elle seule peut revenir.');
	await tx.deleteFrom('suppression').where('addressKey', '=', key).where('scope', '=', scope).execute();
	const detail = { scope, was: row.reason, reason: reason.trim() };
	await audit(tx, actor, 'subscriber.unsuppress', { kind: 'suppression', id: key }, detail);
}

/** What concerns everybody is for who keeps a list somewhere; what concerns one structure or title, for its desk. */
function refuseStranger(actor: Actor, scope: string): void {
	const at = { structures: [scope], publication: scope };
	const isKeeper = (['editor', 'admin'] as const).some((role) =>
		scope === 'all'
			? actor.kind === 'operator' || (actor.kind === 'agent' && actor.grants.some((grant) => grant.role === role))
			: holds(actor, role, at)
	);
	if (!isKeeper) throw new Forbidden();
}
