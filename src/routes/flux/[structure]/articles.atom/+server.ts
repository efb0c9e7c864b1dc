import { atom, getFeed } from '#distribution/feeds/index.server.ts';
import { answerFeed } from '../../answer.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request }) => {
	const { db, settings, structures } = locals;
	const feed = await getFeed(db, structures, params.structure, settings.origin);
	return answerFeed(request, atom(feed), 'application/atom+xml');
};
