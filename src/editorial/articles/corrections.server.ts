import type { Instant } from '#kernel/dates.ts';
import type { Db } from '#platform/database/index.server.ts';

/** What readers of an article are told was wrong, and since when it is right. */
export type Correction = { articleId: string; text: string; at: Instant };

/** The corrections of some articles that their readers see, by article id. */
export async function listCorrections(db: Db, ids: string[]): Promise<Map<string, Correction>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('article')
		.select(['id', 'correction', 'correctedAt'])
		.where('id', 'in', ids)
		.where('correctedAt', 'is not', null)
		.execute();
	return new Map(
		rows.map(({ id, correction, correctedAt }) => [id, { articleId: id, text: correction, at: correctedAt! }])
	);
}
