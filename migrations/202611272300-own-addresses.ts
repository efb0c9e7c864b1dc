import { sql, type Kysely } from 'kysely';

/** A personal address that an agent gave himself, and which letters went to one. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('ownAddress')
		.addColumn('agentId', 'text', (c) => c.primaryKey().references('agent.id').onDelete('cascade'))
		.addColumn('address', 'text', (c) => c.notNull())
		.addColumn('forNotices', 'integer', (c) => c.notNull())
		.addColumn('isPreferred', 'integer', (c) => c.notNull())
		.addColumn('tokenHash', 'text', (c) => c.notNull().unique())
		.addColumn('askedAt', 'text', (c) => c.notNull())
		.addColumn('expiresAt', 'text', (c) => c.notNull())
		.addColumn('confirmedAt', 'text')
		.execute();
	await schema
		.alterTable('delivery')
		.addColumn('isOwn', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	// Few letters go to personal addresses, and all of them are looked at when one is taken back.
	await sql`create index "delivery_own" on "delivery" ("subscriberId") where "isOwn" = 1`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropIndex('delivery_own').execute();
	await db.schema.alterTable('delivery').dropColumn('isOwn').execute();
	await db.schema.dropTable('ownAddress').execute();
}
