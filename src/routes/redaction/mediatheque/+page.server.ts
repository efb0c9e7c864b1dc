import { mediaPlaces } from '#editions/publications/index.server.ts';
import { listContributors, listLibrary } from '#foundation/media/index.server.ts';
import { canAddMedia, flagsOf } from '#foundation/media/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { Forbidden } from '#kernel/errors.ts';
import { pageCount } from '#kernel/pages.ts';
import { now } from '#platform/clock.ts';
import type { PageServerLoad } from './$types';
import { askedOf } from './asked.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor } = locals;
	if (!canAddMedia(actor)) throw new Forbidden('La médiathèque s’ouvre aux personnes qui écrivent.');
	const asked = askedOf(url.searchParams);
	const used = asked.state === 'inutilisees' ? await mediaPlaces.used(db) : undefined;
	const page = await listLibrary(db, asked, used);
	const today = dayOf(now());
	return {
		asked,
		items: page.items.map(({ media, consents }) => ({ media, flags: flagsOf(media, consents, today) })),
		...{ number: page.number, total: page.total, count: pageCount(page) },
		contributors: await listContributors(db)
	};
};
