import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { derivedTables, dumpedTables } from '#platform/database/dump.server.ts';
import { migrateToLatest, migrateToNothing, openDatabase } from '#platform/database/index.server.ts';
import { migrationsDir } from '#platform/places.server.ts';
import { engines, freshUrl } from '../support/databases.ts';

describe.each(engines)('migrations on %s', (engine) => {
	it('go from nothing to the latest, back to nothing, and up again', async () => {
		const { url, drop } = await freshUrl(engine);
		const db = openDatabase(url);
		const up = await migrateToLatest(db, migrationsDir);
		expect(up.length).toBeGreaterThan(0);
		expect(await migrateToNothing(db, migrationsDir)).toEqual([...up].reverse());
		const left = (await db.introspection.getTables()).map(({ name }) => name);
		expect(left).toEqual([]);
		expect(await migrateToLatest(db, migrationsDir)).toEqual(up);
		await db.destroy();
		await drop();
	});

	it('leave no table that a backup would forget', async () => {
		const { url, drop } = await freshUrl(engine);
		const db = openDatabase(url);
		await migrateToLatest(db, migrationsDir);
		const tables = (await db.introspection.getTables()).map(({ name }) => name);
		const known = [...dumpedTables, ...derivedTables] as string[];
		expect(tables.filter((name) => !known.includes(name) && !/^search/.test(name))).toEqual([]);
		for (const table of dumpedTables) await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
		await db.destroy();
		await drop();
	});
});
