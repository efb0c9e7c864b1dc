import type { Kysely } from 'kysely';

/** When somebody silent was last told that his address is about to be erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('subscriber').addColumn('warnedAt', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('subscriber').dropColumn('warnedAt').execute();
}
