import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateToLatest, openDatabase, type Db, type Engine } from '#platform/database/index.server.ts';
import { migrationsDir } from '#platform/places.server.ts';

const server = process.env.TEST_POSTGRES_URL;

/** The engines that journeys run on: both under `npm test`, which brings a PostgreSQL server. */
export const engines: Engine[] = server ? ['sqlite', 'postgres'] : ['sqlite'];

/** An address for a database that nobody else uses, and how to throw it away. */
export async function freshUrl(engine: Engine): Promise<{ url: string; drop(): Promise<void> }> {
	return engine === 'postgres' ? freshPostgres(server!) : freshSqlite();
}

/** A migrated database of its own. */
export async function freshDatabase(engine: Engine): Promise<{ db: Db; url: string; close(): Promise<void> }> {
	const { url, drop } = await freshUrl(engine);
	const db = openDatabase(url);
	await migrateToLatest(db, migrationsDir);
	const close = async () => {
		await db.destroy();
		await drop();
	};
	return { db, url, close };
}

async function freshSqlite() {
	const folder = mkdtempSync(join(tmpdir(), 'unisson-sqlite-'));
	return { url: join(folder, 'test.sqlite'), drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function freshPostgres(url: string) {
	const name = `unisson_${crypto.randomUUID().replaceAll('-', '')}`;
	await asOwner(url, `create database ${name}`);
	const address = new URL(url);
	address.pathname = `/${name}`;
	return { url: address.href, drop: () => asOwner(url, `drop database ${name} with (force)`) };
}

async function asOwner(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(statement);
	await client.end();
}
