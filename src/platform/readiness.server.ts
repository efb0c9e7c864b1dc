import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from './database/index.server.ts';
import { migrationsDir } from './places.server.ts';

/** Whether each thing that pages lean on answers; `ready` when all do. */
export type Readiness = { ready: boolean; checks: Record<'database' | 'migrations' | 'disk', 'ok' | 'failed'> };

export async function readiness(db: Db, dataDir: string): Promise<Readiness> {
	const outcome = async (check: Promise<unknown>) =>
		check.then(
			() => 'ok' as const,
			() => 'failed' as const
		);
	const [database, migrations, disk] = await Promise.all([
		outcome(sql`select 1`.execute(db)),
		outcome(everyMigrationRan(db)),
		outcome(diskTakesWrites(dataDir))
	]);
	const checks = { database, migrations, disk };
	return { ready: Object.values(checks).every((state) => state === 'ok'), checks };
}

async function everyMigrationRan(db: Db): Promise<void> {
	const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
	const done = new Set(rows.map((row) => row.name));
	const missing = (await readdir(migrationsDir)).filter((file) => file.endsWith('.ts') && !done.has(file.slice(0, -3)));
	if (missing.length > 0) throw new Error(`not migrated: ${missing.join(', ')}`);
}

async function diskTakesWrites(dataDir: string): Promise<void> {
	const path = join(dataDir, `.readiness-${process.pid}`);
	await mkdir(dataDir, { recursive: true });
	await writeFile(path, 'ok');
	await rm(path, { force: true });
}
