import type { Kysely } from 'kysely';

/** What people are told, once; how they wish to be told; and who does the duties of the clock. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('notice')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('key', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('subjectKind', 'text', (c) => c.notNull())
		.addColumn('subjectId', 'text', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('detail', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('href', 'text', (c) => c.notNull())
		.addColumn('isUrgent', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('readAt', 'text')
		.addColumn('mailedAt', 'text')
		.addUniqueConstraint('notice_once', ['agentId', 'key'])
		.execute();
	await schema.createIndex('notice_unread').on('notice').columns(['agentId', 'readAt']).execute();
	await schema.createIndex('notice_subject').on('notice').columns(['subjectKind', 'subjectId']).execute();
	await schema.createIndex('notice_unmailed').on('notice').columns(['mailedAt', 'at']).execute();
	await schema
		.createTable('noticePreference')
		.addColumn('agentId', 'text', (c) => c.primaryKey().references('agent.id').onDelete('cascade'))
		.addColumn('mail', 'text', (c) => c.notNull())
		.addColumn('quietFrom', 'integer', (c) => c.notNull())
		.addColumn('quietTo', 'integer', (c) => c.notNull())
		.execute();
	await schema
		.createTable('dutyLease')
		.addColumn('duty', 'text', (c) => c.primaryKey())
		.addColumn('holder', 'text', (c) => c.notNull())
		.addColumn('until', 'text', (c) => c.notNull())
		.addColumn('lastRunAt', 'text')
		.addColumn('lastFault', 'text')
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['dutyLease', 'noticePreference', 'notice']) await db.schema.dropTable(table).execute();
}
