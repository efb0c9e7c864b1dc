import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArticle, getArticle, publishArticle } from '#editorial/articles/index.server.ts';
import { search } from '#foundation/search/index.server.ts';
import { readSettings } from '#platform/config.server.ts';
import { openDatabase, type Db } from '#platform/database/index.server.ts';
import { fileStore } from '#platform/files.server.ts';
import { backup } from '#terminal/backup.ts';
import type { Terminal } from '#terminal/command.ts';
import { restore } from '#terminal/restore.ts';
import { draftOf, gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase, freshUrl } from '../support/databases.ts';

const folder = mkdtempSync(join(tmpdir(), 'unisson-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const terminalOn = (db: Db, url: string, name: string): Terminal => {
	const settings = { ...readSettings({ DATA_DIR: join(folder, name) }), databaseUrl: url };
	return { db, settings, store: fileStore(settings.mediaDir), print: () => {}, printError: () => {}, isTTY: false };
};

const pairs = engines.flatMap((from) => engines.map((to) => [from, to] as const));

describe.each(pairs)('a backup of %s restored on %s', (from, to) => {
	const target = join(folder, `${from}-${to}`);
	let cast: Cast;
	let slug: string;

	beforeAll(async () => {
		const { db, url, close } = await freshDatabase(from);
		cast = await gatherCast(db);
		({ slug } = await db.transaction().execute(async (tx) => {
			const made = await createArticle(tx, cast.desk, draftOf(cast, { title: 'Le pont des Lavandières' }));
			await publishArticle(tx, cast.desk, made.id);
			return made;
		}));
		const terminal = terminalOn(db, url, `${from}-${to}-data`);
		await terminal.store.put('ab/picture.webp', Buffer.from('picture'));
		expect(await backup.run([target], terminal)).toBe(0);
		await close();
	});

	it('reads, searches and shows pictures as before', async () => {
		const { url, drop } = await freshUrl(to);
		const db = openDatabase(url);
		const terminal = terminalOn(db, url, `${from}-${to}-restored`);
		expect(await restore.run([target], terminal)).toBe(0);
		expect((await getArticle(db, cast.asVille, slug)).title).toBe('Le pont des Lavandières');
		expect((await search(db, cast.asAgglo, { text: 'lavandiere' })).total).toBe(1);
		expect(String(await terminal.store.read('ab/picture.webp'))).toBe('picture');
		await expect(restore.run([target], terminal)).rejects.toThrow(/n’est pas vide/);
		await db.destroy();
		await drop();
	});

	it('is refused when a table is not what was written', async () => {
		const { url, drop } = await freshUrl(to);
		const db = openDatabase(url);
		const table = join(target, 'tables', 'article.jsonl');
		writeFileSync(table, readFileSync(table, 'utf8').replace('Direction technique', 'Direction inconnue'));
		await expect(restore.run([target], terminalOn(db, url, 'broken'))).rejects.toThrow(/article.*empreinte/);
		await db.destroy();
		await drop();
	});
});
