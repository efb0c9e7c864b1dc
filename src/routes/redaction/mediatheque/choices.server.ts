import { listLibrary } from '#foundation/media/index.server.ts';
import { flagsOf } from '#foundation/media/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { pageCount } from '#kernel/pages.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { askedOf } from './asked.ts';

/** What may be chosen for a text, as `MediaGrid` shows it: nothing that was withdrawn. */
export async function choicesFor(db: Db, query: URLSearchParams) {
	const page = await listLibrary(db, { ...askedOf(query), isShown: true });
	const today = dayOf(now());
	const items = page.items.map(({ media, consents }) => ({ ...media, flags: flagsOf(media, consents, today) }));
	return { items, number: page.number, total: page.total, count: pageCount(page) };
}
