import { sql, type Kysely } from 'kysely';

const isPostgres = (db: Kysely<unknown>) => db.getExecutor().adapter.constructor.name === 'PostgresAdapter';

/** Circuits, what runs through them, and the journal of decisions, which is append-only like the audit. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('circuit')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('structureId', 'text', (c) => c.references('structure.id'))
		.addColumn('sectionId', 'text', (c) => c.references('section.id'))
		.addColumn('kind', 'text')
		.addColumn('steps', 'text', (c) => c.notNull())
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('archivedAt', 'text')
		.execute();
	await schema
		.createTable('validation')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('subjectKind', 'text', (c) => c.notNull())
		.addColumn('subjectId', 'text', (c) => c.notNull())
		.addColumn('revisionId', 'text', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('openedBy', 'text')
		.addColumn('openedAt', 'text', (c) => c.notNull())
		.addColumn('closedAt', 'text')
		.execute();
	// One running circuit per subject, whatever two people do at the same moment.
	await sql`create unique index "validation_running" on "validation" ("subjectKind", "subjectId") where "state" = 'running'`.execute(
		db
	);
	await schema.createIndex('validation_subject').on('validation').columns(['subjectKind', 'subjectId']).execute();
	await schema
		.createTable('validationStep')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('validationId', 'text', (c) => c.notNull().references('validation.id'))
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('label', 'text', (c) => c.notNull())
		.addColumn('approver', 'text', (c) => c.notNull())
		.addColumn('substituteId', 'text', (c) => c.references('agent.id'))
		.addColumn('dueHours', 'integer', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('openedAt', 'text')
		.addColumn('dueAt', 'text')
		.addColumn('decidedAt', 'text')
		.addColumn('decidedBy', 'text')
		.addColumn('askedAt', 'text')
		.addColumn('remindedAt', 'text')
		.addColumn('substitutedAt', 'text')
		.addUniqueConstraint('validationStep_place', ['validationId', 'structureId', 'position'])
		.execute();
	await schema.createIndex('validationStep_state').on('validationStep').columns(['state', 'dueAt']).execute();
	await schema
		.createTable('decision')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('validationId', 'text', (c) => c.notNull().references('validation.id'))
		.addColumn('stepId', 'text', (c) => c.references('validationStep.id'))
		.addColumn('verdict', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('via', 'text', (c) => c.notNull())
		.addColumn('agentId', 'text')
		.addColumn('at', 'text', (c) => c.notNull())
		.execute();
	await schema.createIndex('decision_validation').on('decision').column('validationId').execute();
	await appendOnly(db);
	await schema
		.createTable('decisionLink')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('stepId', 'text', (c) => c.notNull().references('validationStep.id'))
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('expiresAt', 'text', (c) => c.notNull())
		.addColumn('usedAt', 'text')
		.execute();
}

async function appendOnly(db: Kysely<unknown>): Promise<void> {
	if (isPostgres(db)) {
		await sql`create function decisions_are_append_only() returns trigger language plpgsql as $$
			begin raise exception 'decisions are append-only'; end $$`.execute(db);
		await sql`create trigger "decision_frozen" before update or delete on "decision"
			for each row execute function decisions_are_append_only()`.execute(db);
		return;
	}
	for (const verb of ['update', 'delete']) {
		await sql`create trigger ${sql.id(`decision_${verb}`)} before ${sql.raw(verb)} on "decision"
			begin select raise(abort, 'decisions are append-only'); end`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['decisionLink', 'decision', 'validationStep', 'validation', 'circuit'])
		await db.schema.dropTable(table).execute();
	if (isPostgres(db)) await sql`drop function decisions_are_append_only()`.execute(db);
}
