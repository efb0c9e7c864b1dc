import { readIssuePage } from '#editions/publications/index.server.ts';
import { readNumber } from '#editions/publications/index.ts';
import { readerHere } from '../../../reading.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, db } = locals;
	const reader = readerHere(locals, url);
	return { page: await readIssuePage(db, reader, params.publication, readNumber(params.number), actor) };
};
