import { sql, type Kysely } from 'kysely';

const isPostgres = (db: Kysely<unknown>) => db.getExecutor().adapter.constructor.name === 'PostgresAdapter';

/** Who receives letters, what each agreed to and when, and whom nothing is sent to any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('subscriber')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('address', 'text')
		.addColumn('addressKey', 'text', (c) => c.unique())
		.addColumn('agentId', 'text', (c) => c.unique().references('agent.id').onDelete('cascade'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('lastContactAt', 'text', (c) => c.notNull())
		.execute();
	await schema
		.createTable('subscription')
		.addColumn('subscriberId', 'text', (c) => c.notNull().references('subscriber.id').onDelete('cascade'))
		.addColumn('publicationId', 'text', (c) => c.notNull().references('publication.id'))
		.addColumn('structureId', 'text', (c) => c.references('structure.id'))
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('subscription_pk', ['publicationId', 'subscriberId'])
		.execute();
	await schema.createIndex('subscription_subscriber').on('subscription').column('subscriberId').execute();
	await schema
		.createTable('consentEvent')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('subscriberId', 'text', (c) => c.notNull())
		.addColumn('publicationId', 'text', (c) => c.notNull())
		.addColumn('act', 'text', (c) => c.notNull())
		.addColumn('source', 'text', (c) => c.notNull())
		.addColumn('wording', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.execute();
	await schema.createIndex('consentEvent_subscriber').on('consentEvent').column('subscriberId').execute();
	await appendOnly(db);
	await schema
		.createTable('suppression')
		.addColumn('addressKey', 'text', (c) => c.notNull())
		.addColumn('scope', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('suppression_pk', ['addressKey', 'scope'])
		.execute();
}

async function appendOnly(db: Kysely<unknown>): Promise<void> {
	if (isPostgres(db)) {
		await sql`create function consents_are_append_only() returns trigger language plpgsql as $$
			begin raise exception 'consents are append-only'; end $$`.execute(db);
		await sql`create trigger "consentEvent_frozen" before update or delete on "consentEvent"
			for each row execute function consents_are_append_only()`.execute(db);
		return;
	}
	for (const verb of ['update', 'delete']) {
		await sql`create trigger ${sql.id(`consentEvent_${verb}`)} before ${sql.raw(verb)} on "consentEvent"
			begin select raise(abort, 'consents are append-only'); end`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['suppression', 'consentEvent', 'subscription', 'subscriber'])
		await db.schema.dropTable(table).execute();
	if (isPostgres(db)) await sql`drop function consents_are_append_only()`.execute(db);
}
