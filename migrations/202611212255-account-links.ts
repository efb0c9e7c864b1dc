import type { Kysely } from 'kysely';

/**
 * One-time links (first administrator, invitation), and one tally of attempts for every door: a source, an account, an
 * identifier that nobody has. Known and unknown identifiers are counted alike, so the account's own columns go.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('accountLink')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('purpose', 'text', (c) => c.notNull())
		.addColumn('agentId', 'text', (c) => c.references('agent.id').onDelete('cascade'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('expiresAt', 'text', (c) => c.notNull())
		.addColumn('usedAt', 'text')
		.execute();
	await schema.createIndex('accountLink_agent').on('accountLink').column('agentId').execute();
	await schema.dropTable('signInFailure').execute();
	await schema
		.createTable('signInTally')
		.addColumn('door', 'text', (c) => c.primaryKey())
		.addColumn('failures', 'integer', (c) => c.notNull())
		.addColumn('lastAt', 'text', (c) => c.notNull())
		.execute();
	await schema.alterTable('account').dropColumn('failures').execute();
	await schema.alterTable('account').dropColumn('lockedUntil').execute();
	await schema.createIndex('session_end').on('session').column('expiresAt').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema.dropIndex('session_end').execute();
	await schema
		.alterTable('account')
		.addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await schema.alterTable('account').addColumn('lockedUntil', 'text').execute();
	await schema.dropTable('signInTally').execute();
	await schema
		.createTable('signInFailure')
		.addColumn('source', 'text', (c) => c.primaryKey())
		.addColumn('failures', 'integer', (c) => c.notNull())
		.addColumn('since', 'text', (c) => c.notNull())
		.execute();
	await schema.dropTable('accountLink').execute();
}
