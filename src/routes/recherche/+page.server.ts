import { listByIds } from '#editorial/articles/index.server.ts';
import { search } from '#foundation/search/index.server.ts';
import { pageNumber } from '#kernel/pages.ts';
import { readerHere } from '../reading.server.ts';
import type { PageServerLoad } from './$types';
import { askedIn } from './asked.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, structures } = locals;
	const reader = readerHere(locals, url);
	const asked = askedIn(url.searchParams, pageNumber(url.searchParams.get('page')));
	if (!asked.text) return { asked, results: undefined };
	const { section, structure, kind, year } = asked.filters;
	const found = await search(db, reader, {
		text: asked.text,
		section,
		structure: structure && (structures.find(({ slug }) => slug === structure)?.id ?? structure),
		kind,
		year: year === undefined ? undefined : Number(year) || 0,
		page: asked.page
	});
	const ids = found.items.flatMap(({ subject }) => (subject.kind === 'article' ? [subject.id] : []));
	const articles = new Map((await listByIds(db, reader, ids)).map((article) => [article.id, article]));
	return {
		asked,
		results: {
			...found,
			items: found.items.flatMap((item) => {
				const article = articles.get(item.subject.id);
				return article ? [{ article, extract: item.extract }] : [];
			})
		}
	};
};
