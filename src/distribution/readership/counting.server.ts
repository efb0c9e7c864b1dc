import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';
import type { PageView } from './page-view.ts';
import { resolveViews } from './resolving.server.ts';

/** Milliseconds for which views are kept in memory before they are written together. */
const pause = 4_000;
/** Different pages kept before they are written at once, so that memory stays small whatever is asked. */
const mostKept = 2_000;

/** What was read since the last writing. A process that is killed loses a few seconds of it, and nothing else. */
const waiting = new WeakMap<Db, { counts: Map<string, number>; timer: NodeJS.Timeout | undefined }>();

/** Notes that a page was read; costs nothing to who reads. */
export function countView(db: Db, view: PageView): void {
	const kept = waiting.get(db) ?? { counts: new Map<string, number>(), timer: undefined };
	waiting.set(db, kept);
	const { channel, publication, number, article, structure } = view;
	const key = JSON.stringify([dayOf(now()), channel, publication, number, article, structure]);
	kept.counts.set(key, (kept.counts.get(key) ?? 0) + 1);
	if (kept.counts.size >= mostKept) void flushViews(db);
	else if (!kept.timer) {
		kept.timer = setTimeout(() => void flushViews(db), pause);
		kept.timer.unref();
	}
}

/** Writes what was noted since the last time. Never throws: a page is not refused because it could not be counted. */
export async function flushViews(db: Db): Promise<void> {
	const kept = waiting.get(db);
	if (!kept) return;
	clearTimeout(kept.timer);
	waiting.delete(db);
	const views = [...kept.counts].map(([key, views]) => {
		const [day, channel, publication, number, article, structure] = JSON.parse(key);
		return { day, channel, publication, number, article, structure, views };
	});
	try {
		const rows = await resolveViews(db, views);
		if (rows.length === 0) return;
		await db.transaction().execute(async (tx) => {
			for (const row of rows)
				await tx
					.insertInto('pageCount')
					.values(row)
					.onConflict((conflict) =>
						conflict
							.columns(['day', 'channel', 'issueId', 'articleId', 'structureId'])
							.doUpdateSet((eb) => ({ views: eb('pageCount.views', '+', row.views) }))
					)
					.execute();
		});
	} catch (error) {
		log.error({ err: error }, 'page views could not be written');
	}
}
