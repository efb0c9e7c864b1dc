import type { Kysely } from 'kysely';

/** Marks of the calendar, pre-election periods, secret addresses of subscriptions, and the shared lexicon. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('calendarMarker')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('structureId', 'text', (c) => c.references('structure.id'))
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('startOn', 'text', (c) => c.notNull())
		.addColumn('endOn', 'text', (c) => c.notNull())
		.addColumn('source', 'text', (c) => c.unique())
		.addColumn('createdBy', 'text')
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.execute();
	await schema.createIndex('calendarMarker_day').on('calendarMarker').column('endOn').execute();
	await schema
		.createTable('calendarLink')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('revokedAt', 'text')
		.execute();
	await schema
		.createTable('electionPeriod')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('electionOn', 'text', (c) => c.notNull())
		.addColumn('startOn', 'text', (c) => c.notNull())
		.addColumn('endOn', 'text', (c) => c.notNull())
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.execute();
	await schema
		.createTable('lexiconTerm')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('term', 'text', (c) => c.notNull())
		.addColumn('preferred', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('sectionId', 'text', (c) => c.references('section.id'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addUniqueConstraint('lexiconTerm_once', ['kind', 'term'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['lexiconTerm', 'electionPeriod', 'calendarLink', 'calendarMarker'])
		await db.schema.dropTable(table).execute();
}
