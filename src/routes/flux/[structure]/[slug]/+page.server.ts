import { redirect } from '@sveltejs/kit';
import { findPublicAddress, getPublicArticle } from '#distribution/feeds/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, structures } = locals;
	const found = await getPublicArticle(db, structures, params.structure, params.slug).catch(async (error: unknown) => {
		const moved = error instanceof NotFound && (await findPublicAddress(db, structures, params.structure, params.slug));
		if (moved) redirect(301, moved);
		throw error;
	});
	const { title, standfirst, publishedAt, updatedAt, voices, picture, html, section, signature, expired } =
		found.article;
	return {
		structure: { name: found.structure.name, slug: found.structure.slug },
		article: {
			title,
			standfirst,
			publishedAt,
			updatedAt,
			voices,
			picture,
			html,
			section: section.name,
			signature,
			expired
		}
	};
};
