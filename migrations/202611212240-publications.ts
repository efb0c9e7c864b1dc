import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('publication')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('slug', 'text', (c) => c.notNull().unique())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('tagline', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('cadence', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('reach', 'text', (c) => c.notNull())
		.addColumn('ownerId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('archivedAt', 'text')
		.execute();
	await schema
		.createTable('publicationVoice')
		.addColumn('publicationId', 'text', (c) => c.notNull().references('publication.id'))
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('position', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('publicationVoice_pk', ['publicationId', 'structureId'])
		.execute();
	await schema
		.createTable('issue')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('publicationId', 'text', (c) => c.notNull().references('publication.id'))
		.addColumn('number', 'integer', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('date', 'text', (c) => c.notNull())
		.addColumn('preheader', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('editorial', 'text', (c) => c.notNull())
		.addColumn('authorId', 'text', (c) => c.references('agent.id'))
		.addColumn('publishedAt', 'text')
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addUniqueConstraint('issue_number', ['publicationId', 'number'])
		.execute();
	await schema
		.createTable('issueBlock')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('issueId', 'text', (c) => c.notNull().references('issue.id').onDelete('cascade'))
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('articleId', 'text', (c) => c.references('article.id'))
		.addColumn('content', 'text', (c) => c.notNull())
		.addUniqueConstraint('issueBlock_position', ['issueId', 'position'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['issueBlock', 'issue', 'publicationVoice', 'publication'])
		await db.schema.dropTable(table).execute();
}
