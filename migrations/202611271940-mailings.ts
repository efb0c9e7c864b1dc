import type { Kysely } from 'kysely';

/** A mailing, the letters that it sends, and one row for each address it goes to or leaves out. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('mailing')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('issueId', 'text', (c) => c.notNull().references('issue.id'))
		.addColumn('publicationId', 'text', (c) => c.notNull().references('publication.id'))
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('reason', 'text')
		.addColumn('policy', 'text', (c) => c.notNull())
		.addColumn('isUrgent', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('candidates', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('excluded', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('plannedAt', 'text')
		.addColumn('createdBy', 'text', (c) => c.references('agent.id'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('preparedAt', 'text')
		.addColumn('startedAt', 'text')
		.addColumn('endedAt', 'text')
		.addColumn('erasedAt', 'text')
		.execute();
	await schema.createIndex('mailing_issue').on('mailing').column('issueId').execute();
	await schema.createIndex('mailing_state').on('mailing').column('state').execute();
	await schema
		.createTable('mailingLetter')
		.addColumn('mailingId', 'text', (c) => c.notNull().references('mailing.id').onDelete('cascade'))
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('html', 'text', (c) => c.notNull())
		.addColumn('text', 'text', (c) => c.notNull())
		.addColumn('sha256', 'text', (c) => c.notNull())
		.addColumn('sender', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('mailingLetter_pk', ['mailingId', 'structureId'])
		.execute();
	await schema
		.createTable('delivery')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('mailingId', 'text', (c) => c.notNull().references('mailing.id').onDelete('cascade'))
		.addColumn('structureId', 'text', (c) => c.notNull())
		.addColumn('subscriberId', 'text', (c) => c.notNull())
		.addColumn('address', 'text', (c) => c.notNull())
		.addColumn('provider', 'text', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('nextAt', 'text')
		.addColumn('quiet', 'text')
		.addColumn('holder', 'text')
		.addColumn('code', 'integer')
		.addColumn('response', 'text')
		.addColumn('at', 'text')
		.addColumn('bounce', 'text')
		.addColumn('bouncedAt', 'text')
		.addUniqueConstraint('delivery_address', ['mailingId', 'address'])
		.execute();
	await schema.createIndex('delivery_queue').on('delivery').columns(['mailingId', 'state', 'nextAt']).execute();
	await schema.createIndex('delivery_holder').on('delivery').column('holder').execute();
	await schema.createIndex('delivery_subscriber').on('delivery').column('subscriberId').execute();
	await schema
		.createTable('deliveryExclusion')
		.addColumn('mailingId', 'text', (c) => c.notNull().references('mailing.id').onDelete('cascade'))
		.addColumn('subscriberId', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('deliveryExclusion_pk', ['mailingId', 'subscriberId'])
		.execute();
	await schema
		.createTable('mailWorker')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('host', 'text', (c) => c.notNull())
		.addColumn('process', 'text', (c) => c.notNull())
		.addColumn('until', 'text', (c) => c.notNull())
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['mailWorker', 'deliveryExclusion', 'delivery', 'mailingLetter', 'mailing'])
		await db.schema.dropTable(table).execute();
}
