import { listByIds, listRecent, listUpcomingEvents, type EventDate } from '#editorial/articles/index.server.ts';
import type { ArticleSummary } from '#editorial/articles/index.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';

/** The home page of one structure, in the order that the desk gave it, filled up with what is most recent. */
export type FrontPage = {
	lead: ArticleSummary | undefined;
	/** What follows the lead. */
	others: ArticleSummary[];
	announcements: ArticleSummary[];
	initiatives: ArticleSummary[];
	events: EventDate[];
};

const othersShown = 6;
const eventsShown = 4;

/** The front page for the structure as which the reader reads: what he reads of his other structures is behind the switch. */
export async function getFrontPage(db: Db, reader: Reader): Promise<FrontPage> {
	const here: Reader = { ...reader, structures: [reader.structure] };
	const composed = await listByIds(db, here, await composedIds(db, reader.structure));
	const except = composed.map(({ id }) => id);
	const recent = await listRecent(db, here, { kinds: ['news', 'portrait'], except, size: othersShown + 1 });
	const [lead, ...others] = [...composed, ...recent];
	return {
		lead,
		others: others.slice(0, othersShown),
		announcements: await listRecent(db, here, { kinds: ['announcement'], except, size: 3 }),
		initiatives: await listRecent(db, here, { kinds: ['initiative'], except, size: 3 }),
		events: firstEvents(await listUpcomingEvents(db, here, 40))
	};
}

/** All coming dates of the first events: one with many dates does not push the others out. */
function firstEvents(dates: EventDate[]): EventDate[] {
	const first = [...new Set(dates.map(({ article }) => article.id))].slice(0, eventsShown);
	return dates.filter(({ article }) => first.includes(article.id));
}

async function composedIds(db: Db, structureId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('frontPageItem')
		.select('articleId')
		.where('structureId', '=', structureId)
		.orderBy('position')
		.execute();
	return rows.map((row) => row.articleId);
}

/** The home pages (structure ids) for which the desk chose these articles. */
export async function listFrontPagesOf(
	db: Db,
	articleIds: string[]
): Promise<{ structureId: string; articleId: string }[]> {
	if (articleIds.length === 0) return [];
	return db
		.selectFrom('frontPageItem')
		.select(['structureId', 'articleId'])
		.where('articleId', 'in', articleIds)
		.orderBy('structureId')
		.execute();
}
