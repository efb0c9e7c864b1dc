import { recordBounce } from '#distribution/mailings/index.server.ts';
import { addressKey, suppress } from '#distribution/subscribers/index.server.ts';
import { hideAddress } from '#foundation/accounts/index.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import type { BounceKind } from './bounce.ts';
import { isUnreachable, patience } from './rules.ts';
import type { BounceRawTable } from './tables.server.ts';
import { tellOfDeadAddress, tellOfDeadOwnAddress } from './telling.server.ts';

/** A letter that came back: to whom, in whose name. */
export type Returned = {
	id: string;
	mailingId: string;
	structureId: string;
	subscriberId: string;
	/** In lower case; empty once it is erased. */
	address: string;
	/** 1: the personal address of an agent. */
	isOwn: number;
	agentId: string | null;
};

type Done = Pick<BounceRawTable, 'effect' | 'reason' | 'scope' | 'addressKey'>;

export const noEffect: Done = { effect: 'none', reason: null, scope: null, addressKey: null };

/**
 * Does what a return asks. An address that is none gets nothing more from anybody; a complaint is heard by the structure
 * that it is about, at once; what is of the moment is counted, and three times of five make somebody unreachable; what a
 * receiver holds against us is noted against the mailing alone.
 */
export async function applyBounce(
	tx: Tx,
	delivery: Returned,
	{ bounce, status, text }: { bounce: BounceKind; status: string; text: string },
	secret: string
): Promise<Done> {
	const said = delivery.isOwn === 1 ? hideAddress(text, delivery.address) : text;
	await recordBounce(tx, delivery.id, { kind: bounce, status, text: said, at: now() });
	if (bounce === 'hard' && delivery.agentId) await tellOfDead(tx, delivery, delivery.agentId);
	const stop = (reason: NonNullable<Done['reason']>, scope: string) => stopped(tx, delivery, reason, scope, secret);
	switch (bounce) {
		case 'hard':
			return stop('hard', 'all');
		case 'complaint':
			return stop('complaint', delivery.structureId);
		case 'soft':
			return (await hasLostPatience(tx, delivery, secret))
				? stop('unreachable', 'all')
				: { ...noEffect, effect: 'counted' };
		case 'policy':
			return { ...noEffect, effect: 'counted' };
	}
}

const tellOfDead = (tx: Tx, { mailingId, address, isOwn }: Returned, agentId: string): Promise<void> =>
	isOwn === 1 ? tellOfDeadOwnAddress(tx, agentId, mailingId) : tellOfDeadAddress(tx, agentId, address);

async function stopped(
	tx: Tx,
	{ address }: Returned,
	reason: NonNullable<Done['reason']>,
	scope: string,
	secret: string
): Promise<Done> {
	if (!address) return { ...noEffect, effect: 'counted' };
	await suppress(tx, null, { address, scope, reason }, secret);
	return { effect: 'stopped', reason, scope, addressKey: addressKey(secret, address) };
}

/** The last mailings to somebody, since he was last put back on the lists. */
async function hasLostPatience(tx: Tx, { subscriberId, address }: Returned, secret: string): Promise<boolean> {
	const { since } = await tx
		.selectFrom('bounceRaw')
		.select((eb) => eb.fn.max('undoneAt').as('since'))
		.where('addressKey', '=', addressKey(secret, address))
		.executeTakeFirstOrThrow();
	const last = await tx
		.selectFrom('delivery')
		.innerJoin('mailing', 'mailing.id', 'delivery.mailingId')
		.select('bounce')
		.where('subscriberId', '=', subscriberId)
		.where('delivery.state', 'in', ['sent', 'failed', 'bounced', 'uncertain'])
		.where('mailing.createdAt', '>', since ?? '')
		.orderBy('mailing.createdAt', 'desc')
		.limit(patience.mailings)
		.execute();
	return isUnreachable(last.map(({ bounce }) => bounce?.startsWith('soft') ?? false));
}
