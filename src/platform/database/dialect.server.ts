import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, SqliteQueryCompiler, type SqliteDatabase } from 'kysely';
import pg from 'pg';
import { log } from '../log.server.ts';
import type { Tables } from './tables.ts';

/** Every difference between the two engines is in this folder; journeys run on both. */
export type Engine = 'sqlite' | 'postgres';

export type Db = Kysely<Tables>;

const engines = new WeakMap<object, Engine>();

/** Which engine a handle speaks to; transactions speak to their handle's. */
export function engineOf(db: Db): Engine {
	return engines.get(db.getExecutor().adapter) ?? 'sqlite';
}

/**
 * A handle on `postgres://…` or on the path of an SQLite file. Nothing is opened before the first query on PostgreSQL.
 * `isDurable`: what is committed survives the loss of power too; SQLite is slower for it, PostgreSQL always is so.
 */
export function openDatabase(url: string, { isDurable = false }: { isDurable?: boolean } = {}): Db {
	const isPostgres = /^postgres(ql)?:/.test(url);
	const db = new Kysely<Tables>({ dialect: isPostgres ? postgres(url) : sqlite(url, isDurable) });
	engines.set(db.getExecutor().adapter, isPostgres ? 'postgres' : 'sqlite');
	return db;
}

function postgres(connectionString: string): PostgresDialect {
	const pool = new pg.Pool({ connectionString, max: 10, idleTimeoutMillis: 30_000 });
	// A server that restarts breaks idle connections: the pool opens others, and nothing else is to be done.
	pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
	return new PostgresDialect({ pool });
}

function sqlite(path: string, isDurable: boolean): SqliteDialect {
	if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
	const file = new Database(path);
	file.pragma('journal_mode = WAL');
	file.pragma(`synchronous = ${isDurable ? 'FULL' : 'NORMAL'}`);
	file.pragma('foreign_keys = ON');
	file.pragma('busy_timeout = 5000');
	// Kibibytes. Who sends goes through each row once: keeping them would only take memory.
	file.pragma(`cache_size = ${isDurable ? -4_000 : -16_000}`);
	file.pragma('temp_store = MEMORY');
	return new KeptPlans({ database: withKeptStatements(file) });
}

/**
 * Built with STAT4, SQLite plans most statements anew each time that a parameter is bound to another value: 50 µs for one
 * that takes five. It does not look at the value behind a sign, so every parameter is written `+?`, which is the same
 * value. A partial index then needs its condition written out (`sql.lit`).
 */
class KeptPlans extends SqliteDialect {
	override createQueryCompiler(): SqliteQueryCompiler {
		return new (class extends SqliteQueryCompiler {
			protected override getCurrentParameterPlaceholder(): string {
				return '+?';
			}
		})();
	}
}

/** Statements are prepared once per text; a transaction takes the write lock at once, so that it waits instead of failing. */
function withKeptStatements(file: Database.Database): SqliteDatabase {
	const kept = new Map<string, Database.Statement>();
	return {
		close: () => file.close(),
		prepare(text: string) {
			const known = kept.get(text);
			if (known) return known as never;
			const statement = file.prepare(text === 'begin' ? 'begin immediate' : text);
			if (kept.size > 500) kept.clear();
			kept.set(text, statement);
			return statement as never;
		}
	};
}

/** `for update` where rows can be locked; SQLite's transaction already holds the only write lock. */
export function lockRows<Q extends { forUpdate(): Q }>(db: Db, query: Q): Q {
	return engineOf(db) === 'postgres' ? query.forUpdate() : query;
}
