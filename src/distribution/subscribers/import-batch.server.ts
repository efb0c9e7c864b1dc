import type { Publication } from '#editions/publications/index.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { suppressedScopes } from './candidates.server.ts';
import type { SubscriptionState } from './subscriber.ts';

/** A good address of the file, with its keyed hash and the voice in which it will read. */
export type Entry = { address: string; key: string; structureId: string };

/** `known` are the ids of the addresses of `added` that have one already, by hashed address. */
export type Sorted = { added: Entry[]; known: Map<string, string>; already: number; left: number; suppressed: number };

/** Rows looked up and written at once, in one transaction. */
export const batchSize = 512;

/** What becomes of some entries, without writing anything. */
export async function sortEntries(db: Db, publication: Publication, entries: Entry[]): Promise<Sorted> {
	const keys = entries.map(({ key }) => key);
	const known = await idsOf(db, keys);
	const states = await statesOf(db, publication.id, [...known.values()]);
	const scopes = await suppressedScopes(db, padded(keys));
	const sorted: Sorted = { added: [], known, already: 0, left: 0, suppressed: 0 };
	for (const entry of entries) {
		const own = scopes.get(entry.key);
		const state = states.get(known.get(entry.key) ?? '');
		if (['all', publication.id, entry.structureId].some((scope) => own?.has(scope))) sorted.suppressed += 1;
		else if (state === 'left') sorted.left += 1;
		else if (state) sorted.already += 1;
		else sorted.added.push(entry);
	}
	return sorted;
}

/** Always as many, so that the engine prepares one statement and not one for each length. */
const padded = (values: string[]): string[] =>
	values.length === 0 ? [] : [...values, ...Array<string>(Math.max(0, batchSize - values.length)).fill(values[0]!)];

/** Asked apart from the states: in one question of both, SQLite reads the whole list of the title. */
async function idsOf(db: Db, keys: string[]): Promise<Map<string, string>> {
	if (keys.length === 0) return new Map();
	const rows = await db
		.selectFrom('subscriber')
		.select(['id', 'addressKey'])
		.where('addressKey', 'in', padded(keys))
		.execute();
	return new Map(rows.map(({ id, addressKey }) => [addressKey!, id]));
}

async function statesOf(db: Db, publicationId: string, ids: string[]): Promise<Map<string, SubscriptionState>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('subscription')
		.select(['subscriberId', 'state'])
		.where('publicationId', '=', publicationId)
		.where('subscriberId', 'in', padded(ids))
		.execute();
	return new Map(rows.map(({ subscriberId, state }) => [subscriberId, state]));
}

/** Subscribes those who are to be added, with the proof of where their consent comes from. */
export async function writeEntries(
	tx: Tx,
	publicationId: string,
	{ added, known }: Sorted,
	proof: { source: string; wording: string }
): Promise<void> {
	const at = now();
	const ids = new Map(known);
	const missing = added.filter(({ key }) => !ids.has(key)).map((entry) => ({ ...entry, id: newId() }));
	let made = 0;
	await inPieces(missing, async (piece) => {
		const { numInsertedOrUpdatedRows } = await tx
			.insertInto('subscriber')
			.values(
				piece.map(({ id, address, key }) => ({
					...{ id, address, addressKey: key, agentId: null },
					...{ createdAt: at, lastContactAt: at }
				}))
			)
			.onConflict((conflict) => conflict.column('addressKey').doNothing())
			.executeTakeFirstOrThrow();
		made += Number(numInsertedOrUpdatedRows);
	});
	for (const { id, key } of missing) ids.set(key, id);
	// Somebody else has just made one of them: the ids are those that are there.
	const later =
		made < missing.length
			? await idsOf(
					tx,
					missing.map(({ key }) => key)
				)
			: [];
	for (const [key, id] of later) ids.set(key, id);
	const subscribed = added.map(({ key, structureId }) => ({ subscriberId: ids.get(key)!, structureId }));
	await inPieces(subscribed, (piece) =>
		tx
			.insertInto('subscription')
			.values(piece.map((each) => ({ ...each, publicationId, state: 'active' as const, at })))
			.onConflict((conflict) => conflict.doNothing())
			.execute()
	);
	await inPieces(subscribed, (piece) =>
		tx
			.insertInto('consentEvent')
			.values(
				piece.map(({ subscriberId }) => ({
					...{ id: newId(), subscriberId, publicationId, act: 'imported' as const },
					...{ ...proof, at }
				}))
			)
			.execute()
	);
}

/** Five lengths of statement for any number of rows: each is prepared once. */
async function inPieces<T>(rows: T[], write: (piece: T[]) => Promise<unknown>): Promise<void> {
	let from = 0;
	for (const size of [256, 64, 16, 4, 1])
		for (; rows.length - from >= size; from += size) await write(rows.slice(from, from + size));
}
