import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { lockRows, type Db, type Tx } from '#platform/database/index.server.ts';
import { lockedUntil, oneMore, type DoorPolicy } from './limits.ts';

/** What attempts are counted on, and how many it bears. */
export type Door = { key: string; policy: DoorPolicy };

const keyed = (secret: string, kind: string, text: string): string =>
	`${kind}:${createHmac('sha256', secret).update(`${kind} ${text}`).digest('hex')}`;

/** Where an attempt comes from, as a keyed hash: of an IPv4 address, or of the /64 network of an IPv6 one. */
export function sourceOf(secret: string, address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	return keyed(secret, 'source', isIPv6(plain) ? networkOf(plain) : plain);
}

function networkOf(address: string): string {
	const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
	const before = head.split(':').filter(Boolean);
	const after = tail === undefined ? [] : tail.split(':').filter(Boolean);
	const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
	const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
	return groups
		.slice(0, 4)
		.map((group) => parseInt(group, 16).toString(16))
		.join(':');
}

/** The door of an identifier that nobody has: locked like an account, so that the answers tell nothing. */
export const strangerDoor = (secret: string, identifier: string): string => keyed(secret, 'stranger', identifier);

export const agentDoor = (agentId: string): string => `agent:${agentId}`;

/**
 * Counts one attempt on every door, before the password is even looked at: many at once are counted one by one. When
 * one is locked nothing is counted and the answer is until when.
 */
export async function knock(db: Db, doors: Door[]): Promise<Instant | undefined> {
	return db.transaction().execute(async (tx) => {
		const at = now();
		const counted = [];
		for (const { key, policy } of doors) {
			const tally = await lockTally(tx, key, at);
			const end = lockedUntil(tally, policy, at);
			if (end) return end;
			counted.push({ key, next: oneMore(tally.failures === 0 ? undefined : tally, policy, at) });
		}
		for (const { key, next } of counted)
			await tx.updateTable('signInTally').set(next).where('door', '=', key).execute();
		return undefined;
	});
}

async function lockTally(tx: Tx, door: string, at: Instant) {
	await tx
		.insertInto('signInTally')
		.values({ door, failures: 0, lastAt: at })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const query = tx.selectFrom('signInTally').selectAll().where('door', '=', door);
	return lockRows(tx, query).executeTakeFirstOrThrow();
}

/** Somebody came in: his own door is cleared, and the source gets back the attempt that was counted. */
export async function welcome(tx: Db, own: string, source: string): Promise<void> {
	await tx.deleteFrom('signInTally').where('door', '=', own).execute();
	await tx
		.updateTable('signInTally')
		.set((eb) => ({ failures: eb('failures', '-', 1) }))
		.where('door', '=', source)
		.where('failures', '>', 0)
		.execute();
}

/** Takes away what no policy remembers any more. */
export async function forgetTallies(tx: Db, policy: DoorPolicy): Promise<void> {
	const before = new Date(Date.parse(now()) - policy.forget).toISOString();
	await tx.deleteFrom('signInTally').where('lastAt', '<', before).execute();
}
