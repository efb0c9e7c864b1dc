import { redirect } from '@sveltejs/kit';
import { findPublication, listIssues } from '#editions/publications/index.server.ts';
import { publicReader } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { PageServerLoad } from './$types';

/** Every issue of a public title that appeared, in the voice of the structure that the address names, else of its owner. */
export const load: PageServerLoad = async ({ locals: { db, structures }, params, url, setHeaders }) => {
	const publication = await findPublication(db, params.publication);
	const asked = url.searchParams.get('structure');
	const voice = structures.find(({ id, slug }) => (asked === null ? id === publication?.ownerId : slug === asked));
	if (publication?.reach !== 'public' || !voice || !publication.voices.includes(voice.id))
		throw new NotFound('Ce titre n’existe pas, ou il n’est pas public.');
	if (asked === null) redirect(307, `${url.pathname}?structure=${voice.slug}`);
	const issues = await listIssues(db, publicReader(voice.id), publication.id, { limit: 500, highlights: true });
	const years = Map.groupBy(issues, ({ date }) => date.slice(0, 4));
	setHeaders({ 'cache-control': 'public, max-age=60' });
	return {
		publication: { ...publication, settings: undefined },
		voice: { slug: voice.slug, name: voice.name },
		others: structures
			.filter(({ id }) => id !== voice.id && publication.voices.includes(id))
			.map(({ slug, name }) => ({ slug, name })),
		years: [...years].map(([year, some]) => ({ year, issues: some }))
	};
};
