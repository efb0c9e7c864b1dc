import type { Kysely } from 'kysely';

/** Who is recognisable on a picture, and what each of them allows. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('imageConsent')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('mediaId', 'text', (c) => c.notNull().references('media.id').onDelete('cascade'))
		.addColumn('person', 'text', (c) => c.notNull())
		.addColumn('agentId', 'text', (c) => c.references('agent.id').onDelete('set null'))
		.addColumn('uses', 'text', (c) => c.notNull())
		.addColumn('fromOn', 'text')
		.addColumn('untilOn', 'text')
		.addColumn('proof', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('createdBy', 'text')
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('withdrawnAt', 'text')
		.addColumn('withdrawnReason', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await schema.createIndex('imageConsent_media').on('imageConsent').column('mediaId').execute();
	await schema.alterTable('media').addColumn('withdrawnAt', 'text').execute();
	await schema.alterTable('media').addColumn('replacedBy', 'text').execute();
	await schema
		.alterTable('media')
		.addColumn('hasPeople', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	for (const column of ['hasPeople', 'replacedBy', 'withdrawnAt'])
		await schema.alterTable('media').dropColumn(column).execute();
	await schema.dropTable('imageConsent').execute();
}
