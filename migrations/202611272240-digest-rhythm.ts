import type { Kysely } from 'kysely';

/** When somebody who chose one mail a day, or a week, receives it: a whole hour, and a day of work (1 is Monday). */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const [column, usual] of [
		['hour', 8],
		['weekday', 1]
	] as const)
		await db.schema
			.alterTable('noticePreference')
			.addColumn(column, 'integer', (c) => c.notNull().defaultTo(usual))
			.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const column of ['weekday', 'hour']) await db.schema.alterTable('noticePreference').dropColumn(column).execute();
}
