import type { Kysely } from 'kysely';

const articleColumns = ['approvedId', 'changeState', 'plannedAt', 'publicAt', 'proposedAt', 'correctedAt'] as const;

/**
 * What writing together needs: which revision was validated, where a change to a published article stands, the working
 * slot, who is there, who was invited, remarks, and the ways out that were asked for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	for (const column of articleColumns) await schema.alterTable('article').addColumn(column, 'text').execute();
	await schema
		.alterTable('article')
		.addColumn('correction', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await schema
		.alterTable('article')
		.addColumn('readingVersion', 'integer', (c) => c.notNull().defaultTo(1))
		.execute();
	await schema.createIndex('article_planned').on('article').column('plannedAt').execute();
	await schema.alterTable('revision').addColumn('envelope', 'text').execute();
	await schema
		.alterTable('revision')
		.addColumn('texts', 'text', (c) => c.notNull().defaultTo('{}'))
		.execute();
	// What readers see already was decided before there were circuits.
	await db
		.updateTable('article' as never)
		.set((eb: never) => ({ approvedId: (eb as { ref(name: string): never }).ref('liveId') }) as never)
		.execute();
	await schema
		.createTable('articleSlot')
		.addColumn('articleId', 'text', (c) => c.primaryKey().references('article.id').onDelete('cascade'))
		.addColumn('draft', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('updatedBy', 'text')
		.addColumn('updatedAt', 'text', (c) => c.notNull())
		.execute();
	await schema
		.createTable('presence')
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('seenAt', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('presence_pk', ['articleId', 'agentId'])
		.execute();
	await schema
		.createTable('articleGuest')
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('invitedBy', 'text')
		.addColumn('invitedAt', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('articleGuest_pk', ['articleId', 'agentId'])
		.execute();
	await schema
		.createTable('remark')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('quote', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addColumn('agentId', 'text')
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('resolvedAt', 'text')
		.addColumn('resolvedBy', 'text')
		.execute();
	await schema.createIndex('remark_article').on('remark').column('articleId').execute();
	await schema
		.createTable('articleOutlet')
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('outlet', 'text', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('revisionId', 'text')
		.addColumn('url', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('at', 'text')
		.addPrimaryKeyConstraint('articleOutlet_pk', ['articleId', 'outlet'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	for (const table of ['articleOutlet', 'remark', 'articleGuest', 'presence', 'articleSlot'])
		await schema.dropTable(table).execute();
	for (const column of ['texts', 'envelope']) await schema.alterTable('revision').dropColumn(column).execute();
	await schema.dropIndex('article_planned').execute();
	for (const column of ['readingVersion', 'correction', ...articleColumns])
		await schema.alterTable('article').dropColumn(column).execute();
}
