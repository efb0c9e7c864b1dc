import { getSeries } from '#distribution/readership/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db }, params }) => {
	const { publication, lines } = await getSeries(db, actor, params.slug);
	return { publication: { slug: publication.slug, title: publication.title, cadence: publication.cadence }, lines };
};
