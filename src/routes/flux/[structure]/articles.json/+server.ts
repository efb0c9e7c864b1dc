import { getFeed, jsonFeed } from '#distribution/feeds/index.server.ts';
import { answerFeed } from '../../answer.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request }) => {
	const { db, settings, structures } = locals;
	const feed = await getFeed(db, structures, params.structure, settings.origin);
	return answerFeed(request, jsonFeed(feed), 'application/feed+json');
};
