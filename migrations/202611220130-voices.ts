import type { Kysely } from 'kysely';

/** What agents answer: acknowledgements, reactions, registrations, requests to communicate, comments. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	const table = (name: string) => schema.createTable(name);
	await table('acknowledgement')
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id'))
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('acknowledgement_pk', ['articleId', 'agentId', 'version'])
		.execute();
	await table('bravo')
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('bravo_pk', ['articleId', 'agentId'])
		.execute();
	await table('uptake')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('team', 'text', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('agentId', 'text', (c) => c.references('agent.id').onDelete('set null'))
		.addColumn('at', 'text', (c) => c.notNull())
		.addUniqueConstraint('uptake_once', ['articleId', 'structureId', 'team'])
		.execute();
	await table('registration')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('startAt', 'text', (c) => c.notNull())
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('promotedAt', 'text')
		.addColumn('remindedAt', 'text')
		.addUniqueConstraint('registration_once', ['articleId', 'startAt', 'agentId'])
		.execute();
	await table('communicationRequest')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('sectionId', 'text', (c) => c.references('section.id'))
		.addColumn('agentId', 'text', (c) => c.references('agent.id').onDelete('set null'))
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('message', 'text', (c) => c.notNull())
		.addColumn('audience', 'text', (c) => c.notNull())
		.addColumn('wantedOn', 'text')
		.addColumn('contact', 'text', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('answer', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('answeredBy', 'text')
		.addColumn('answeredAt', 'text')
		.addColumn('articleId', 'text', (c) => c.references('article.id'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.execute();
	await schema.alterTable('section').addColumn('commentsSince', 'text').execute();
	await table('comment')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('agentId', 'text', (c) => c.references('agent.id').onDelete('set null'))
		.addColumn('body', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('hiddenAt', 'text')
		.addColumn('hiddenBy', 'text')
		.addColumn('hiddenReason', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await schema.createIndex('comment_article').on('comment').columns(['articleId', 'at']).execute();
	await table('commentReport')
		.addColumn('commentId', 'text', (c) => c.notNull().references('comment.id').onDelete('cascade'))
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('commentReport_pk', ['commentId', 'agentId'])
		.execute();
	await table('charterAcceptance')
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('charter', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('charterAcceptance_pk', ['agentId', 'charter'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	for (const name of ['charterAcceptance', 'commentReport', 'comment']) await schema.dropTable(name).execute();
	await schema.alterTable('section').dropColumn('commentsSince').execute();
	for (const name of ['communicationRequest', 'registration', 'uptake', 'bravo', 'acknowledgement'])
		await schema.dropTable(name).execute();
}
