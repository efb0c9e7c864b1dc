import { sql, type Kysely } from 'kysely';

const isPostgres = (db: Kysely<unknown>) => db.getExecutor().adapter.constructor.name === 'PostgresAdapter';

/** The audit is append-only for everyone who comes through the database. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('auditEntry')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('actor', 'text')
		.addColumn('action', 'text', (c) => c.notNull())
		.addColumn('subjectKind', 'text', (c) => c.notNull())
		.addColumn('subjectId', 'text', (c) => c.notNull())
		.addColumn('detail', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('auditEntry_subject').on('auditEntry').columns(['subjectKind', 'subjectId']).execute();
	if (isPostgres(db)) {
		await sql`create function audit_is_append_only() returns trigger language plpgsql as $$
			begin raise exception 'the audit is append-only'; end $$`.execute(db);
		await sql`create trigger "auditEntry_frozen" before update or delete on "auditEntry"
			for each row execute function audit_is_append_only()`.execute(db);
	} else {
		for (const verb of ['update', 'delete']) {
			await sql`create trigger ${sql.id(`auditEntry_${verb}`)} before ${sql.raw(verb)} on "auditEntry"
				begin select raise(abort, 'the audit is append-only'); end`.execute(db);
		}
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('auditEntry').execute();
	if (isPostgres(db)) await sql`drop function audit_is_append_only()`.execute(db);
}
