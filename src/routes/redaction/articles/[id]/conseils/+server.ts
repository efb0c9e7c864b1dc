import { json } from '@sveltejs/kit';
import { loadAdviceData } from '#editorial/advice/index.server.ts';
import { getForWriting } from '#editorial/articles/index.server.ts';
import type { RequestHandler } from './$types';

/** What the screen of a writer advises with: the lexicon, the periods, the remits, and his own structures. */
export const GET: RequestHandler = async ({ locals: { actor, db }, params }) => {
	await getForWriting(db, actor, { id: params.id });
	return json({ ...(await loadAdviceData(db)), own: actor.kind === 'agent' ? actor.structures : [] });
};
