import { listStructures } from '#foundation/structures/index.server.ts';
import { now } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { clearFolder, readFolder, returnsFolder } from './folder.server.ts';
import { readMailboxes } from './mailbox.server.ts';
import { judgeRefusals } from './refusals.server.ts';

/** Reads all that came back, by every way, and what servers refused to our face. Answers how many things were new. */
export async function readReturns(db: Db, settings: Settings): Promise<number> {
	const slugs = (await listStructures(db)).map(({ slug }) => slug);
	const dropped = await readFolder(db, returnsFolder(settings.dataDir), settings.sessionSecret);
	const posted = await readMailboxes(db, settings, slugs);
	return dropped + posted + (await judgeRefusals(db, settings.sessionSecret));
}

const forgotten = { raw: null, recipient: null, sender: null, subject: null, excerpt: null, diagnostic: null };

const keptFor = 30 * 86_400_000;

/** After thirty days, words, addresses and bytes are forgotten; what was done, and how much of it, stays. */
export async function forgetReturns(db: Db, { dataDir }: Pick<Settings, 'dataDir'>): Promise<number> {
	const before = new Date(Date.parse(now()) - keptFor).toISOString();
	await clearFolder(returnsFolder(dataDir), before);
	const { numUpdatedRows } = await db
		.updateTable('bounceRaw')
		.set(forgotten)
		.where('at', '<', before)
		.where((eb) => eb.or([eb('raw', 'is not', null), eb('recipient', 'is not', null)]))
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

/** Somebody asks to be forgotten: what came back of his letters, or from his address, loses its words. */
export async function forgetReturnsOf(tx: Tx, subscriberId: string, address: string): Promise<void> {
	const own = tx.selectFrom('delivery').select('id').where('subscriberId', '=', subscriberId);
	await tx
		.updateTable('bounceRaw')
		.set(forgotten)
		.where((eb) => eb.or([eb('deliveryId', 'in', own), eb('recipient', '=', address), eb('sender', '=', address)]))
		.execute();
}
