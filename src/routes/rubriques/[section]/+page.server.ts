import { redirect } from '@sveltejs/kit';
import { listPublished } from '#editorial/articles/index.server.ts';
import { getSection, listRemits } from '#foundation/sections/index.server.ts';
import { pageNumber } from '#kernel/pages.ts';
import { covers, readerHere } from '../../reading.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db } = locals;
	const reader = readerHere(locals, url);
	const section = await getSection(db, params.section);
	if (section.slug !== params.section) redirect(301, `/rubriques/${section.slug}`);
	const page = pageNumber(url.searchParams.get('page'));
	const articles = await listPublished(db, reader, { section: section.slug, page, size: 12 });
	const shown = await covers(db, articles.items);
	const remits = await listRemits(db, section.id);
	return {
		section,
		page: { ...articles, items: articles.items.map(shown) },
		remits: remits.map(({ structureId, stance, angle }) => ({ structureId, stance, angle }))
	};
};
