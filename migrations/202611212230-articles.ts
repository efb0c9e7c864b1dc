import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('article')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('slug', 'text', (c) => c.notNull().unique())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('sectionId', 'text', (c) => c.notNull().references('section.id'))
		.addColumn('ownerId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('authorId', 'text', (c) => c.references('agent.id'))
		.addColumn('reach', 'text', (c) => c.notNull())
		.addColumn('signature', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('contact', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('details', 'text', (c) => c.notNull().defaultTo('{}'))
		.addColumn('liveId', 'text')
		.addColumn('workingId', 'text')
		.addColumn('publishedAt', 'text')
		.addColumn('updatedAt', 'text')
		.addColumn('expiresAt', 'text')
		.addColumn('reviewOn', 'text')
		.addColumn('source', 'text', (c) => c.unique())
		.addColumn('sourceHash', 'text')
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.execute();
	// Lists are the newest of something: these are walked from their end, and left as soon as a page is full.
	await schema.createIndex('article_time').on('article').columns(['publishedAt', 'id']).execute();
	await schema.createIndex('article_section').on('article').columns(['sectionId', 'publishedAt', 'id']).execute();
	await schema.createIndex('article_kind').on('article').columns(['kind', 'publishedAt', 'id']).execute();
	await schema
		.createTable('revision')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id'))
		.addColumn('number', 'integer', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('standfirst', 'text', (c) => c.notNull())
		.addColumn('cover', 'text', (c) => c.notNull())
		.addColumn('variants', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addColumn('relayMessage', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('words', 'integer', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('authorId', 'text', (c) => c.references('agent.id'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addUniqueConstraint('revision_number', ['articleId', 'number'])
		.execute();
	for (const table of ['articleVoice', 'articleAudience']) {
		let made = schema
			.createTable(table)
			.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
			.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
			.addPrimaryKeyConstraint(`${table}_pk`, ['articleId', 'structureId']);
		if (table === 'articleVoice') made = made.addColumn('position', 'integer', (c) => c.notNull());
		await made.execute();
		await schema.createIndex(`${table}_structure`).on(table).columns(['structureId', 'articleId']).execute();
	}
	await schema
		.createTable('articleSlug')
		.addColumn('slug', 'text', (c) => c.primaryKey())
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.execute();
	await schema
		.createTable('eventDate')
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addColumn('startAt', 'text', (c) => c.notNull())
		.addColumn('endAt', 'text')
		.addColumn('overAt', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('eventDate_pk', ['articleId', 'startAt'])
		.execute();
	await schema.createIndex('eventDate_over').on('eventDate').column('overAt').execute();
	await schema
		.createTable('rendered')
		.addColumn('revisionId', 'text', (c) => c.notNull().references('revision.id').onDelete('cascade'))
		.addColumn('structureId', 'text', (c) => c.notNull())
		.addColumn('reach', 'text', (c) => c.notNull())
		.addColumn('stamp', 'text', (c) => c.notNull())
		.addColumn('html', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('rendered_pk', ['revisionId', 'structureId', 'reach'])
		.execute();
	await schema
		.createTable('frontPageItem')
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('articleId', 'text', (c) => c.notNull().references('article.id').onDelete('cascade'))
		.addPrimaryKeyConstraint('frontPageItem_pk', ['structureId', 'position'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const tables = [
		'frontPageItem',
		'rendered',
		'eventDate',
		'articleSlug',
		'articleAudience',
		'articleVoice',
		'revision',
		'article'
	];
	for (const table of tables) await db.schema.dropTable(table).execute();
}
