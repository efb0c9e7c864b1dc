import { sql, type Kysely } from 'kysely';

const isPostgres = (db: Kysely<unknown>) => db.getExecutor().adapter.constructor.name === 'PostgresAdapter';

/** The words are indexed as stems made by the application, so that both engines find the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	const postgres = isPostgres(db);
	const numbered = postgres ? 'serial' : 'integer';
	for (const [table, columns] of Object.entries({
		searchAudience: { structureId: 'text', reach: 'text' },
		searchShelf: { section: 'text', kind: 'text', year: 'integer', speaks: 'text' }
	} as const)) {
		let made = schema.createTable(table).addColumn('id', numbered, (c) => c.primaryKey());
		for (const [column, type] of Object.entries(columns)) made = made.addColumn(column, type, (c) => c.notNull());
		await made.addUniqueConstraint(`${table}_unique`, Object.keys(columns) as never).execute();
	}
	await schema
		.createTable('searchEntry')
		.addColumn('id', postgres ? 'bigint' : 'integer', (c) => c.primaryKey())
		.addColumn('subjectKind', 'text', (c) => c.notNull())
		.addColumn('subjectId', 'text', (c) => c.notNull())
		.addColumn('shelfId', 'integer', (c) => c.notNull().references('searchShelf.id'))
		.addColumn('publishedAt', 'text', (c) => c.notNull())
		.addColumn('expiresAt', 'text', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('text', 'text', (c) => c.notNull())
		.execute();
	await schema.createIndex('searchEntry_subject').on('searchEntry').columns(['subjectKind', 'subjectId']).execute();
	await schema.createIndex('searchEntry_expiry').on('searchEntry').column('expiresAt').execute();
	await schema
		.createTable('searchVoice')
		.addColumn('audienceId', 'integer', (c) => c.notNull().references('searchAudience.id'))
		.addColumn('entryId', 'bigint', (c) => c.notNull().references('searchEntry.id').onDelete('cascade'))
		.addColumn('groupId', 'bigint', (c) => c.notNull())
		.addColumn('shelfId', 'integer', (c) => c.notNull())
		.addColumn('expiresAt', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('searchVoice_pk', ['audienceId', 'entryId'])
		.modifyEnd(postgres ? sql`` : sql`without rowid`)
		.execute();
	await schema.createIndex('searchVoice_entry').on('searchVoice').columns(['entryId', 'audienceId']).execute();
	await createWords(db, postgres);
	await schema
		.createTable('searchState')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('generation', 'integer', (c) => c.notNull())
		.execute();
	await sql`insert into "searchState" ("id", "generation") values (1, 0)`.execute(db);
}

/** Words are compared sign by sign on both engines; the index of stems is each engine's own. */
async function createWords(db: Kysely<unknown>, postgres: boolean): Promise<void> {
	const bySign = sql.raw(postgres ? 'collate "C"' : 'collate binary');
	await sql`create table "searchWord" ("word" text ${bySign} primary key, "stem" text not null, "spelling" text not null)
		${sql.raw(postgres ? '' : 'without rowid')}`.execute(db);
	if (postgres) {
		await sql`create table "searchIndex" (
			"id" bigint primary key references "searchEntry" ("id") on delete cascade, "vector" tsvector not null)`.execute(db);
		// Kept in the row: elsewhere, the planner would take reading the whole table for cheap, and not use the index.
		await sql`alter table "searchIndex" alter column "vector" set storage main`.execute(db);
		await sql`create index "searchIndex_vector" on "searchIndex" using gin ("vector")`.execute(db);
	} else {
		await sql`create virtual table "searchIndex" using fts5 (
			"title", "body", "marked", content = '', contentless_delete = 1, tokenize = "ascii")`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['searchState', 'searchIndex', 'searchWord', 'searchVoice', 'searchEntry', 'searchShelf'])
		await db.schema.dropTable(table).execute();
	await db.schema.dropTable('searchAudience').execute();
}
