import type { Kysely } from 'kysely';

/**
 * Which media each revision shows, noted once as revisions never change; a search text of the library, without accents;
 * and when the desk was told that a consent ends.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('revisionMedia')
		.addColumn('revisionId', 'text', (c) => c.notNull().references('revision.id').onDelete('cascade'))
		.addColumn('mediaId', 'text', (c) => c.notNull())
		.addColumn('isCover', 'integer', (c) => c.notNull().defaultTo(0))
		.addPrimaryKeyConstraint('revisionMedia_pk', ['revisionId', 'mediaId'])
		.execute();
	await schema.createIndex('revisionMedia_media').on('revisionMedia').column('mediaId').execute();
	await schema
		.alterTable('media')
		.addColumn('searchText', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await schema.createIndex('media_replaced').on('media').column('replacedBy').execute();
	for (const column of told) await schema.alterTable('imageConsent').addColumn(column, 'text').execute();
	await schema.createIndex('imageConsent_until').on('imageConsent').column('untilOn').execute();
	await fillSearch(db as Kysely<{ media: Row }>);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema.dropIndex('imageConsent_until').execute();
	for (const column of told) await schema.alterTable('imageConsent').dropColumn(column).execute();
	await schema.dropIndex('media_replaced').execute();
	await schema.alterTable('media').dropColumn('searchText').execute();
	await schema.dropTable('revisionMedia').execute();
}

const told = ['soonToldAt', 'endedToldAt', 'leftToldAt'] as const;

type Row = { id: string; name: string; altText: string; caption: string; credit: string; searchText: string };

/** As `searchTextOf` did when this was written. */
async function fillSearch(db: Kysely<{ media: Row }>): Promise<void> {
	for (const { id, name, altText, caption, credit } of await db.selectFrom('media').selectAll().execute()) {
		const plain = `${name} ${altText} ${caption} ${credit}`
			.toLowerCase()
			.replaceAll('œ', 'oe')
			.replaceAll('æ', 'ae')
			.normalize('NFD')
			.replace(/\p{M}/gu, '');
		const searchText = plain.replace(/[^a-z0-9]+/g, ' ').trim();
		await db.updateTable('media').set({ searchText }).where('id', '=', id).execute();
	}
}
