import { getPublication, listIssues } from '#editions/publications/index.server.ts';
import { readerHere } from '../../reading.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, db } = locals;
	const reader = readerHere(locals, url);
	const publication = await getPublication(db, reader, params.publication);
	const issues = await listIssues(db, reader, publication.id, { actor, highlights: true });
	const years = Map.groupBy(issues, ({ date }) => date.slice(0, 4));
	return { publication, years: [...years].map(([year, issues]) => ({ year, issues })) };
};
