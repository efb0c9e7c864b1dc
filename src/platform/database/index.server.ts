import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export { openDatabase, engineOf, lockRows, type Db, type Engine } from './dialect.server.ts';
export { migrateTo, migrateToLatest, migrateToNothing } from './migrate.server.ts';
export { json, readJson, type Json } from './json.ts';

/** A handle inside a transaction. Commands ask for one; reads take either. */
export type Tx = Transaction<Tables>;
