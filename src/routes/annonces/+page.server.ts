import { canAnnounce } from '#editorial/announcements/index.ts';
import { listPublished } from '#editorial/articles/index.server.ts';
import { pageNumber } from '#kernel/pages.ts';
import { readerHere } from '../reading.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const page = pageNumber(url.searchParams.get('page'));
	return {
		// Pages are shared by those who have the same rights.
		canAnnounce: canAnnounce(locals.actor),
		page: await listPublished(locals.db, readerHere(locals, url), { kinds: ['announcement'], page, size: 20 })
	};
};
