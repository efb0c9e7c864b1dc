import { articleInLetter } from '#editions/publications/index.server.ts';
import { readNumber } from '#editions/publications/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, db, structures } = locals;
	const { publication, issue, structure, article } = await articleInLetter(db, structures, actor, {
		...{ publication: params.publication, number: readNumber(params.number), article: params.article },
		structure: url.searchParams.get('structure')
	});
	const { title, standfirst, publishedAt, voices, picture, html, section, signature, expired } = article;
	return {
		letter: {
			title: publication.title,
			number: issue.number,
			href: `/lettres/${publication.slug}/${issue.number}?structure=${structure.slug}`
		},
		article: { title, standfirst, publishedAt, voices, picture, html, section: section.name, signature, expired }
	};
};
