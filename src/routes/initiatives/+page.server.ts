import { listPublished } from '#editorial/articles/index.server.ts';
import { countEchoes } from '#editorial/initiatives/index.server.ts';
import { canProposeInitiative } from '#editorial/initiatives/index.ts';
import { pageNumber } from '#kernel/pages.ts';
import { covers, readerHere } from '../reading.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const page = pageNumber(url.searchParams.get('page'));
	const articles = await listPublished(locals.db, readerHere(locals, url), { kinds: ['initiative'], page, size: 12 });
	const shown = await covers(locals.db, articles.items);
	return {
		page: { ...articles, items: articles.items.map(shown) },
		echoes: await countEchoes(
			locals.db,
			articles.items.map(({ id }) => id)
		),
		// Pages are shared by those who have the same rights.
		canPropose: canProposeInitiative(locals.actor)
	};
};
