import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { takeIn } from './intake.server.ts';

/** Where `.eml` files may be dropped, or where a mail server delivers as into a Maildir. */
export const returnsFolder = (dataDir: string): string => join(dataDir, 'retours');

/** Messages of one round. */
const mostMessages = 500;

/**
 * Reads a folder of messages: its own `.eml` files, put away in `traites` afterwards, and the `new` of a Maildir, put away in
 * its `cur` as read. Answers how many were new. There need be no such folder.
 */
export async function readFolder(db: Db, folder: string, secret: string): Promise<number> {
	const dropped = (await namesIn(folder)).filter((name) => name.endsWith('.eml'));
	const delivered = await namesIn(join(folder, 'new'));
	let done = 0;
	if (dropped.length > 0) await mkdir(join(folder, 'traites'), { recursive: true });
	for (const name of dropped.slice(0, mostMessages))
		done += await readOne(db, join(folder, name), join(folder, 'traites', name), secret);
	if (delivered.length > 0) await mkdir(join(folder, 'cur'), { recursive: true });
	for (const name of delivered.slice(0, mostMessages))
		done += await readOne(db, join(folder, 'new', name), join(folder, 'cur', `${name}:2,S`), secret);
	return done;
}

async function readOne(db: Db, path: string, away: string, secret: string): Promise<number> {
	const { isKnown } = await takeIn(db, await readFile(path), 'dossier', secret);
	await rename(path, away);
	return isKnown ? 0 : 1;
}

async function namesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
	return entries
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map(({ name }) => name)
		.sort();
}

/** Files that were put away before an instant are thrown away. */
export async function clearFolder(folder: string, before: string): Promise<void> {
	for (const place of ['traites', 'cur'])
		for (const name of await namesIn(join(folder, place))) {
			const path = join(folder, place, name);
			if ((await stat(path)).mtime.toISOString() < before && before < now()) await rm(path, { force: true });
		}
}
