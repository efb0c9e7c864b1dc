import { dismissGuest, inviteToArticle, listGuests, searchGuests } from '#editorial/articles/index.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../asked.server.ts';
import type { RequestHandler } from './$types';

/** Colleagues whose name or post holds the words of `q`. */
export const GET: RequestHandler = (event) =>
	answer(() =>
		searchGuests(event.locals.db, writerOf(event), event.params.id, event.url.searchParams.get('q')?.slice(0, 80) ?? '')
	);

/** Invites a colleague; gives back all guests. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		await db.transaction().execute((tx) => inviteToArticle(tx, actor, id, textIn(body, 'agentId')));
		return listGuests(db, actor, id);
	});

/** Takes an invitation back; gives back all guests. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		await db.transaction().execute((tx) => dismissGuest(tx, actor, id, textIn(body, 'agentId')));
		return listGuests(db, actor, id);
	});
