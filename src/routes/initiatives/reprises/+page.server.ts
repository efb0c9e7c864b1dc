import { listReused } from '#editorial/initiatives/index.server.ts';
import { covers, readerHere } from '../../reading.server.ts';
import type { PageServerLoad } from './$types';

/** Initiatives that other teams took up. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const reused = await listReused(locals.db, readerHere(locals, url));
	const shown = await covers(
		locals.db,
		reused.map(({ article }) => article)
	);
	return { reused: reused.map(({ article, uptakes }) => ({ article: shown(article), uptakes })) };
};
