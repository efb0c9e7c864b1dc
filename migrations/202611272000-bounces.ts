import { sql, type Kysely } from 'kysely';

/** What comes back of mailings, and the last look at how each structure sends. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('bounceRaw')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('sha256', 'text', (c) => c.notNull().unique())
		.addColumn('source', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('bounce', 'text')
		.addColumn('status', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('diagnostic', 'text')
		.addColumn('recipient', 'text')
		.addColumn('sender', 'text')
		.addColumn('subject', 'text')
		.addColumn('excerpt', 'text')
		.addColumn('raw', 'text')
		.addColumn('structureId', 'text', (c) => c.references('structure.id'))
		.addColumn('mailingId', 'text')
		.addColumn('deliveryId', 'text')
		.addColumn('agentId', 'text')
		.addColumn('addressKey', 'text')
		.addColumn('effect', 'text', (c) => c.notNull().defaultTo(sql.lit('none')))
		.addColumn('reason', 'text')
		.addColumn('scope', 'text')
		.addColumn('readAt', 'text')
		.addColumn('undoneAt', 'text')
		.addColumn('undoneBy', 'text')
		.addColumn('undoneReason', 'text')
		.execute();
	await schema.createIndex('bounceRaw_mailing').on('bounceRaw').columns(['mailingId', 'bounce']).execute();
	await schema.createIndex('bounceRaw_address').on('bounceRaw').column('addressKey').execute();
	await schema.createIndex('bounceRaw_at').on('bounceRaw').column('at').execute();
	await schema
		.createTable('senderCheck')
		.addColumn('structureId', 'text', (c) => c.primaryKey().references('structure.id').onDelete('cascade'))
		.addColumn('route', 'text', (c) => c.notNull())
		.addColumn('checkedAt', 'text', (c) => c.notNull())
		.addColumn('result', 'text', (c) => c.notNull())
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['senderCheck', 'bounceRaw']) await db.schema.dropTable(table).execute();
}
