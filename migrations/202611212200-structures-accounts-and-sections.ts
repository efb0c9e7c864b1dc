import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('structure')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('slug', 'text', (c) => c.notNull().unique())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('shortName', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('identity', 'text', (c) => c.notNull())
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('archivedAt', 'text')
		.execute();
	await schema
		.createTable('service')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('headcount', 'integer')
		.execute();
	await schema
		.createTable('agent')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('firstName', 'text', (c) => c.notNull())
		.addColumn('lastName', 'text', (c) => c.notNull())
		.addColumn('jobTitle', 'text', (c) => c.notNull())
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('leftOn', 'text')
		.execute();
	await schema
		.createTable('account')
		.addColumn('agentId', 'text', (c) => c.primaryKey().references('agent.id').onDelete('cascade'))
		.addColumn('email', 'text', (c) => c.unique())
		.addColumn('staffNumber', 'text', (c) => c.unique())
		.addColumn('passwordHash', 'text')
		.addColumn('lastSignInAt', 'text')
		.addColumn('disabledAt', 'text')
		.execute();
	await schema
		.createTable('membership')
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('serviceId', 'text', (c) => c.references('service.id'))
		.addColumn('position', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('membership_pk', ['agentId', 'structureId'])
		.execute();
	await schema
		.createTable('roleGrant')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('role', 'text', (c) => c.notNull())
		.addColumn('scopeKind', 'text', (c) => c.notNull())
		.addColumn('scopeId', 'text')
		.addColumn('grantedBy', 'text')
		.addColumn('grantedAt', 'text', (c) => c.notNull())
		.execute();
	await schema.createIndex('roleGrant_agent').on('roleGrant').column('agentId').execute();
	await schema
		.createTable('session')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('structureId', 'text', (c) => c.references('structure.id'))
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('lastSeenAt', 'text', (c) => c.notNull())
		.addColumn('expiresAt', 'text', (c) => c.notNull())
		.addColumn('userAgent', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await schema.createIndex('session_agent').on('session').column('agentId').execute();
	await schema.createIndex('session_end').on('session').column('expiresAt').execute();
	await schema
		.createTable('signInTally')
		.addColumn('door', 'text', (c) => c.primaryKey())
		.addColumn('failures', 'integer', (c) => c.notNull())
		.addColumn('lastAt', 'text', (c) => c.notNull())
		.execute();
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
	await schema
		.createTable('section')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('slug', 'text', (c) => c.notNull().unique())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('description', 'text', (c) => c.notNull().defaultTo(''))
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('createdAt', 'text', (c) => c.notNull())
		.addColumn('archivedAt', 'text')
		.execute();
	await schema
		.createTable('sectionSlug')
		.addColumn('slug', 'text', (c) => c.primaryKey())
		.addColumn('sectionId', 'text', (c) => c.notNull().references('section.id'))
		.execute();
	await schema
		.createTable('remit')
		.addColumn('sectionId', 'text', (c) => c.notNull().references('section.id'))
		.addColumn('structureId', 'text', (c) => c.notNull().references('structure.id'))
		.addColumn('stance', 'text', (c) => c.notNull())
		.addColumn('angle', 'text', (c) => c.notNull().defaultTo(''))
		.addPrimaryKeyConstraint('remit_pk', ['sectionId', 'structureId'])
		.execute();
	await schema
		.createTable('remitPerson')
		.addColumn('sectionId', 'text', (c) => c.notNull())
		.addColumn('structureId', 'text', (c) => c.notNull())
		.addColumn('agentId', 'text', (c) => c.notNull().references('agent.id').onDelete('cascade'))
		.addColumn('duty', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('remitPerson_pk', ['sectionId', 'structureId', 'agentId', 'duty'])
		.addForeignKeyConstraint('remitPerson_remit', ['sectionId', 'structureId'], 'remit', ['sectionId', 'structureId'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const tables = [
		'remitPerson',
		'remit',
		'sectionSlug',
		'section',
		'accountLink',
		'signInTally',
		'session',
		'roleGrant',
		'membership',
		'account',
		'agent',
		'service',
		'structure'
	];
	for (const table of tables) await db.schema.dropTable(table).execute();
}
