import { listIssues, listPublications } from '#editions/publications/index.server.ts';
import { readerHere } from '../reading.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals;
	const reader = readerHere(locals, url);
	const publications = await listPublications(db, reader);
	return {
		shelf: await Promise.all(
			publications.map(async (publication) => ({
				publication,
				latest: (await listIssues(db, reader, publication.id, { limit: 1, highlights: true }))[0]
			}))
		)
	};
};
