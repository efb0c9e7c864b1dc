import { visibleArticles } from '#editorial/articles/index.server.ts';
import type { Details } from '#editorial/articles/index.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { Asked, Pending } from './announcement.ts';
import { isLate } from './rules.ts';

/** What `details` holds, in both engines, when a day is set: our JSON has no spaces, and quotes inside a text are escaped. */
export const asksToAcknowledge = '%"acknowledgeBy":"%';

const detailsOf = (row: { details: string }) => readJson(row.details) as Details['announcement'];

/** What an agent is asked about one announcement; undefined when it asks for nothing, or is not his to read. */
export async function findAsked(
	db: Db,
	reader: Reader,
	agentId: string,
	articleId: string
): Promise<Asked | undefined> {
	const row = await visibleArticles(db, reader)
		.select('article.readingVersion')
		.where('article.id', '=', articleId)
		.where('article.kind', '=', 'announcement')
		.where('article.details', 'like', asksToAcknowledge)
		.executeTakeFirst();
	const by = row && detailsOf(row).acknowledgeBy;
	if (!by) return undefined;
	const given = await db
		.selectFrom('acknowledgement')
		.select(['version', 'at'])
		.where('articleId', '=', articleId)
		.where('agentId', '=', agentId)
		.orderBy('version', 'desc')
		.execute();
	const present = given.find(({ version }) => version === row.readingVersion);
	return {
		articleId,
		version: row.readingVersion,
		by,
		at: present?.at ?? null,
		hasChanged: !present && given.length > 0
	};
}

/** The announcements that an agent still has to acknowledge in their present version, the first due first. */
export async function listPendingAcknowledgements(db: Db, agentId: string, reader: Reader): Promise<Pending[]> {
	const rows = await visibleArticles(db, reader)
		.where('article.kind', '=', 'announcement')
		.where('article.details', 'like', asksToAcknowledge)
		.where((eb) => eb.or([eb('article.authorId', 'is', null), eb('article.authorId', '!=', agentId)]))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('acknowledgement')
						.select('acknowledgement.agentId')
						.whereRef('acknowledgement.articleId', '=', 'article.id')
						.whereRef('acknowledgement.version', '=', 'article.readingVersion')
						.where('acknowledgement.agentId', '=', agentId)
				)
			)
		)
		.execute();
	const at = now();
	return rows
		.map((row) => {
			const { acknowledgeBy, signedBy, memo } = detailsOf(row);
			const by = acknowledgeBy ?? '';
			const variant = readJson(row.variants)[reader.structure];
			const title = variant?.title || row.title;
			return { articleId: row.id, slug: row.slug, title, signedBy, memo, by, isLate: isLate(by, at) };
		})
		.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
}
