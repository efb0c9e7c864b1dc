import { cp, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { indexArticle, listVisibleIds } from '#editorial/articles/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { loadTable } from '#platform/database/dump.server.ts';
import { migrateTo, migrateToLatest } from '#platform/database/index.server.ts';
import { migrationsDir } from '#platform/places.server.ts';
import { hashOf, type Manifest } from './backup.ts';
import { UsageError, type Command, type Terminal } from './command.ts';
import { progressBar } from './progress.ts';

export const restore: Command = {
	name: 'restore',
	summary: 'Restaure une sauvegarde',
	help: `Usage : npm run unisson -- restore DOSSIER

Restaure une sauvegarde de « backup » dans une base vide (SQLite ou PostgreSQL), vérifie les empreintes, met la base à
jour si la sauvegarde est plus ancienne que le logiciel, et refait l’index de recherche. Une base qui a déjà des
structures est refusée : rien n’est jamais écrasé. Tout le monde devra se connecter de nouveau.`,
	async run([folder], terminal) {
		if (!folder) throw new UsageError('Dites quel dossier restaurer.');
		const source = resolve(folder);
		const manifest = await readManifest(source);
		await prepare(terminal, manifest);
		const bar = progressBar(terminal.isTTY, 'Restauration');
		await terminal.db.transaction().execute(async (tx) => {
			for (const [done, { name, rows }] of manifest.tables.entries()) {
				const loaded = await loadTable(tx, name, join(source, 'tables', `${name}.jsonl`));
				if (loaded !== rows)
					throw new Invalid(`La table ${name} devait compter ${rows} lignes, et en compte ${loaded}.`);
				bar.update(done + 1, manifest.tables.length + 1, name);
			}
		});
		await migrateToLatest(terminal.db, migrationsDir);
		if (existsSync(join(source, 'media')))
			await cp(join(source, 'media'), terminal.settings.mediaDir, { recursive: true });
		for (const id of await listVisibleIds(terminal.db))
			await terminal.db.transaction().execute((tx) => indexArticle(tx, id));
		bar.stop();
		terminal.print(`La sauvegarde du ${manifest.at} est restaurée.`);
		return 0;
	}
};

/** Reads the manifest and checks every table against it before anything is written. */
async function readManifest(source: string): Promise<Manifest> {
	const path = join(source, 'manifest.json');
	if (!existsSync(path)) throw new UsageError(`${source} n’est pas une sauvegarde : il n’y a pas de manifest.json.`);
	const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
	if (manifest.format !== 'unisson-backup-1')
		throw new Invalid('Cette sauvegarde a un format que cette version ne connaît pas.');
	for (const { name, sha256 } of manifest.tables) {
		const table = join(source, 'tables', `${name}.jsonl`);
		if (!existsSync(table) || (await hashOf(table)) !== sha256)
			throw new Invalid(`La sauvegarde est abîmée : la table ${name} n’a pas l’empreinte attendue.`);
	}
	return manifest;
}

async function prepare({ db }: Terminal, manifest: Manifest): Promise<void> {
	await migrateTo(db, migrationsDir, manifest.migration);
	if ((await listStructures(db)).length > 0)
		throw new Conflict('Cette base n’est pas vide : une restauration n’écrase jamais rien.');
}
