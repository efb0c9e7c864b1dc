import { redirect } from '@sveltejs/kit';
import { findArticleAddress, getArticle } from '#editorial/articles/index.server.ts';
import { findSection, listRemits } from '#foundation/sections/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { covers, readerHere } from '../../reading.server.ts';
import type { PageServerLoad } from './$types';
import { voicesOf } from './voices.server.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db } = locals;
	const reader = readerHere(locals, url);
	const article = await getArticle(db, reader, params.slug).catch(async (error: unknown) => {
		const moved = error instanceof NotFound && (await findArticleAddress(db, reader, params.slug));
		if (moved) redirect(301, `/articles/${moved}`);
		throw error;
	});
	const section = await findSection(db, article.section.slug);
	const remits = section ? await listRemits(db, section.id) : [];
	const shown = await covers(db, [article]);
	return {
		voices: await voicesOf(locals, reader, article, section?.id ?? ''),
		article: { ...shown(article), related: article.related.map(shown) },
		remits: remits.map(({ structureId, stance, angle }) => ({ structureId, stance, angle }))
	};
};
