import { sql, type Kysely } from 'kysely';

/**
 * What the composer adds: the rhythm, lists and imprint of a title; each structure's own envelope of an issue; the proof
 * (BAT) with the letters that were looked at.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.alterTable('publication')
		.addColumn('isService', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await schema
		.alterTable('publication')
		.addColumn('settings', 'text', (c) => c.notNull().defaultTo('{}'))
		.execute();
	for (const [column, fallback] of [
		['isSpecial', '0'],
		['version', '1']
	] as const)
		await schema
			.alterTable('issue')
			.addColumn(column, 'integer', (c) => c.notNull().defaultTo(sql.raw(fallback)))
			.execute();
	await schema
		.alterTable('issue')
		.addColumn('voices', 'text', (c) => c.notNull().defaultTo('{}'))
		.execute();
	await schema
		.alterTable('issue')
		.addColumn('proofState', 'text', (c) => c.notNull().defaultTo('none'))
		.execute();
	for (const column of ['proofAt', 'updatedAt']) await schema.alterTable('issue').addColumn(column, 'text').execute();
	await schema
		.createTable('issueLetter')
		.addColumn('issueId', 'text', (c) => c.notNull().references('issue.id').onDelete('cascade'))
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('preheader', 'text', (c) => c.notNull())
		.addColumn('html', 'text', (c) => c.notNull())
		.addColumn('text', 'text', (c) => c.notNull())
		.addColumn('bytes', 'integer', (c) => c.notNull())
		.addColumn('sha256', 'text', (c) => c.notNull())
		.addColumn('frozenAt', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('issueLetter_pk', ['issueId', 'structureId'])
		.execute();
	await schema
		.alterTable('service')
		.addColumn('site', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema.alterTable('service').dropColumn('site').execute();
	await schema.dropTable('issueLetter').execute();
	for (const column of ['isSpecial', 'version', 'voices', 'proofState', 'proofAt', 'updatedAt'])
		await schema.alterTable('issue').dropColumn(column).execute();
	for (const column of ['isService', 'settings']) await schema.alterTable('publication').dropColumn(column).execute();
}
