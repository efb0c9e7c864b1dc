import type { Publication } from '#editions/publications/index.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { suppressedScopes } from './candidates.server.ts';
import type { SubscriptionState } from './subscriber.ts';

/** A good address of the file, with its keyed hash and the voice in which it will read. */
export type Entry = { address: string; key: string; structureId: string };

export type Sorted = { added: Entry[]; already: number; left: number; suppressed: number };

/** Rows looked up and written at once, in one transaction. */
export const batchSize = 512;

/** What becomes of some entries, without writing anything. */
export async function sortEntries(db: Db, publication: Publication, entries: Entry[]): Promise<Sorted> {
	const keys = padded(entries.map(({ key }) => key));
	const [states, scopes] = [await statesOf(db, publication.id, keys), await suppressedScopes(db, keys)];
	const sorted: Sorted = { added: [], already: 0, left: 0, suppressed: 0 };
	for (const entry of entries) {
		const own = scopes.get(entry.key);
		const state = states.get(entry.key);
		if (['all', publication.id, entry.structureId].some((scope) => own?.has(scope))) sorted.suppressed += 1;
		else if (state === 'left') sorted.left += 1;
		else if (state) sorted.already += 1;
		else sorted.added.push(entry);
	}
	return sorted;
}

/** Always as many keys, so that the engine prepares one statement and not one for each length. */
const padded = (keys: string[]): string[] =>
	keys.length === 0 ? [] : [...keys, ...Array<string>(Math.max(0, batchSize - keys.length)).fill(keys[0]!)];

async function statesOf(db: Db, publicationId: string, keys: string[]): Promise<Map<string, SubscriptionState>> {
	if (keys.length === 0) return new Map();
	const rows = await db
		.selectFrom('subscriber')
		.innerJoin('subscription', 'subscription.subscriberId', 'subscriber.id')
		.select(['addressKey', 'state'])
		.where('addressKey', 'in', keys)
		.where('publicationId', '=', publicationId)
		.execute();
	return new Map(rows.map(({ addressKey, state }) => [addressKey!, state]));
}

/** Subscribes some entries that are not yet, with the proof of where their consent comes from. */
export async function writeEntries(
	tx: Tx,
	publicationId: string,
	entries: Entry[],
	proof: { source: string; wording: string }
): Promise<void> {
	if (entries.length === 0) return;
	const at = now();
	const made = entries.map(({ address, key }) => ({
		...{ id: newId(), address, addressKey: key, agentId: null },
		...{ createdAt: at, lastContactAt: at }
	}));
	await inPieces(made, (values) =>
		tx
			.insertInto('subscriber')
			.values(values)
			.onConflict((conflict) => conflict.column('addressKey').doNothing())
			.execute()
	);
	const ids = await idsOf(
		tx,
		entries.map(({ key }) => key)
	);
	const subscribed = entries.map(({ key, structureId }) => ({ subscriberId: ids.get(key)!, structureId }));
	await inPieces(subscribed, (values) =>
		tx
			.insertInto('subscription')
			.values(values.map((each) => ({ ...each, publicationId, state: 'active' as const, at })))
			.onConflict((conflict) => conflict.doNothing())
			.execute()
	);
	await inPieces(subscribed, (values) =>
		tx
			.insertInto('consentEvent')
			.values(
				values.map(({ subscriberId }) => ({
					...{ id: newId(), subscriberId, publicationId, act: 'imported' as const },
					...{ ...proof, at }
				}))
			)
			.execute()
	);
}

async function idsOf(tx: Tx, keys: string[]): Promise<Map<string, string>> {
	const rows = await tx
		.selectFrom('subscriber')
		.select(['id', 'addressKey'])
		.where('addressKey', 'in', padded(keys))
		.execute();
	return new Map(rows.map(({ id, addressKey }) => [addressKey!, id]));
}

/** Five lengths of statement for any number of rows: each is prepared once. */
async function inPieces<T>(rows: T[], write: (piece: T[]) => Promise<unknown>): Promise<void> {
	let from = 0;
	for (const size of [256, 64, 16, 4, 1])
		for (; rows.length - from >= size; from += size) await write(rows.slice(from, from + size));
}
