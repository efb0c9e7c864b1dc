import type { Kysely } from 'kysely';

/** How many letters one reader may receive in seven days, where a structure says it; null: as many as there are. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('letterCap')
		.addColumn('structureId', 'text', (c) => c.primaryKey().references('structure.id').onDelete('cascade'))
		.addColumn('weekly', 'integer')
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('letterCap').execute();
}
