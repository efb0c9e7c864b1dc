import type { Kysely } from 'kysely';

/** How often pages were read, by day and channel; which corrections were said in a later issue. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('pageCount')
		.addColumn('day', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('issueId', 'text', (c) => c.notNull())
		.addColumn('articleId', 'text', (c) => c.notNull())
		.addColumn('structureId', 'text', (c) => c.notNull())
		.addColumn('views', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('pageCount_pk', ['day', 'channel', 'issueId', 'articleId', 'structureId'])
		.execute();
	await schema.createIndex('pageCount_issue').on('pageCount').column('issueId').execute();
	await schema.createIndex('pageCount_article').on('pageCount').column('articleId').execute();
	await schema
		.createTable('issueCorrection')
		.addColumn('issueId', 'text', (c) => c.notNull().references('issue.id').onDelete('cascade'))
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('correctedAt', 'text', (c) => c.notNull())
		.addColumn('saidInId', 'text', (c) => c.notNull().references('issue.id').onDelete('cascade'))
		.addPrimaryKeyConstraint('issueCorrection_pk', ['issueId', 'articleId', 'correctedAt'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['issueCorrection', 'pageCount']) await db.schema.dropTable(table).execute();
}
