import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { now } from '#platform/clock.ts';
import { dumpedTables, dumpTable } from '#platform/database/dump.server.ts';
import { UsageError, type Command } from './command.ts';
import { progressBar } from './progress.ts';

/** What a backup says of itself. */
export type Manifest = {
	format: 'unisson-backup-1';
	at: string;
	/** The last migration of the database it was taken from. */
	migration: string;
	tables: { name: string; rows: number; sha256: string }[];
};

export const hashOf = async (path: string): Promise<string> =>
	createHash('sha256')
		.update(await readFile(path))
		.digest('hex');

export const backup: Command = {
	name: 'backup',
	summary: 'Sauvegarde la base et la médiathèque',
	help: `Usage : npm run unisson -- backup DOSSIER

Écrit dans DOSSIER (qui ne doit pas exister) chaque table en lignes JSON, la médiathèque et un manifeste avec les
empreintes SHA-256. Se fait sans arrêter le serveur. Une sauvegarde se restaure sur l’un ou l’autre moteur.
Gardez aussi à part le réglage SESSION_SECRET (ou DATA_DIR/session-secret).`,
	async run([folder], { db, settings, print, isTTY }) {
		if (!folder) throw new UsageError('Dites dans quel dossier écrire la sauvegarde.');
		const target = resolve(folder);
		if (existsSync(target)) throw new UsageError(`Le dossier ${target} existe déjà.`);
		await mkdir(join(target, 'tables'), { recursive: true });
		const bar = progressBar(isTTY, 'Sauvegarde');
		const manifest: Manifest = { format: 'unisson-backup-1', at: now(), migration: '', tables: [] };
		await db
			.transaction()
			.setIsolationLevel(settings.databaseUrl.startsWith('postgres') ? 'repeatable read' : 'serializable')
			.execute(async (tx) => {
				const { rows } = await sql<{
					name: string;
				}>`select name from kysely_migration order by name desc limit 1`.execute(tx);
				manifest.migration = rows[0]?.name ?? '';
				for (const [done, name] of dumpedTables.entries()) {
					const path = join(target, 'tables', `${name}.jsonl`);
					const count = await dumpTable(tx, name, path);
					manifest.tables.push({ name, rows: count, sha256: await hashOf(path) });
					bar.update(done + 1, dumpedTables.length + 1, name);
				}
			});
		if (existsSync(settings.mediaDir)) await cp(settings.mediaDir, join(target, 'media'), { recursive: true });
		await writeFile(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
		bar.stop();
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
		print(`Sauvegarde écrite dans ${target} : ${manifest.tables.length} tables, ${rows} lignes.`);
		return 0;
	}
};
