import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('media')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('mime', 'text', (c) => c.notNull())
		.addColumn('bytes', 'integer', (c) => c.notNull())
		.addColumn('width', 'integer')
		.addColumn('height', 'integer')
		.addColumn('widths', 'text', (c) => c.notNull().defaultTo('[]'))
		.addColumn('key', 'text', (c) => c.notNull().unique())
		.addColumn('sourceHash', 'text', (c) => c.notNull())
		.addColumn('altText', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('decorative', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('caption', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('credit', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('focalX', 'integer', (c) => c.notNull().defaultTo(50))
		.addColumn('focalY', 'integer', (c) => c.notNull().defaultTo(50))
		.addColumn('reach', 'text', (c) => c.notNull().defaultTo('internal'))
		.addColumn('uploadedBy', 'text')
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('media_source').on('media').column('sourceHash').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('media').execute();
}
