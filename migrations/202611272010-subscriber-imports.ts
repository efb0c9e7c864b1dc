import type { Kysely } from 'kysely';

/** Imports of subscribers from the screen: what was asked, how far it has come, and what it did. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('subscriberImport')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('publicationId', 'text', (c) => c.notNull().references('publication.id').onDelete('cascade'))
		.addColumn('structureId', 'text', (c) => c.references('structure.id'))
		.addColumn('origin', 'text', (c) => c.notNull())
		.addColumn('isAttested', 'integer', (c) => c.notNull())
		.addColumn('fileName', 'text', (c) => c.notNull())
		.addColumn('bytes', 'integer', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('done', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('report', 'text', (c) => c.notNull())
		.addColumn('fault', 'text')
		.addColumn('createdBy', 'text', (c) => c.references('agent.id').onDelete('set null'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('updatedAt', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('subscriberImport_publication').on('subscriberImport').column('publicationId').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('subscriberImport').execute();
}
