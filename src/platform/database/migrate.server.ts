import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Migrator, type Migration, type MigrationResult } from 'kysely/migration';
import type { Db } from './dialect.server.ts';

/** Reads `migrations/*.ts` of this folder in the order of their names. */
const provider = (folder: string) => ({
	async getMigrations(): Promise<Record<string, Migration>> {
		const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
		const loaded = names.map(async (name) => [
			name.slice(0, -3),
			(await import(/* @vite-ignore */ pathToFileURL(join(folder, name)).href)) as Migration
		]);
		return Object.fromEntries(await Promise.all(loaded));
	}
});

const migrator = (db: Db, folder: string) => new Migrator({ db, provider: provider(folder) });

/** Brings the database to the newest migration. Throws what the first failing one threw. Returns those it ran. */
export async function migrateToLatest(db: Db, folder: string): Promise<string[]> {
	return outcome(await migrator(db, folder).migrateToLatest());
}

/** Brings an empty or older database up to one migration, by name; what is already further stays. */
export async function migrateTo(db: Db, folder: string, name: string): Promise<void> {
	const known = await migrator(db, folder).getMigrations();
	const target = known.find((migration) => migration.name === name);
	if (!target) throw new Error(`unknown migration: ${name}`);
	if (target.executedAt === undefined) outcome(await migrator(db, folder).migrateTo(name));
}

/** Takes every migration back, newest first: for tests. */
export async function migrateToNothing(db: Db, folder: string): Promise<string[]> {
	const steps: string[] = [];
	for (;;) {
		const done = outcome(await migrator(db, folder).migrateDown());
		if (done.length === 0) return steps;
		steps.push(...done);
	}
}

function outcome({ error, results }: { error?: unknown; results?: MigrationResult[] }): string[] {
	if (error) throw error;
	return (results ?? []).map((result) => result.migrationName);
}
