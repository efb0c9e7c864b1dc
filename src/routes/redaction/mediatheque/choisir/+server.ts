import { json } from '@sveltejs/kit';
import { listLibrary } from '#foundation/media/index.server.ts';
import { canAddMedia, flagsOf } from '#foundation/media/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { Forbidden } from '#kernel/errors.ts';
import { pageCount } from '#kernel/pages.ts';
import { now } from '#platform/clock.ts';
import { askedOf } from '../asked.ts';
import type { RequestHandler } from './$types';

/** What may be chosen for a text, as `MediaPicker` shows it: nothing that was withdrawn. */
export const GET: RequestHandler = async ({ locals, url }) => {
	if (!canAddMedia(locals.actor)) throw new Forbidden('La médiathèque s’ouvre aux personnes qui écrivent.');
	const page = await listLibrary(locals.db, { ...askedOf(url.searchParams), isShown: true });
	const today = dayOf(now());
	const items = page.items.map(({ media, consents }) => ({ ...media, flags: flagsOf(media, consents, today) }));
	return json({ items, number: page.number, total: page.total, count: pageCount(page) });
};
