import { withdrawArticle } from '#editorial/articles/index.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../asked.server.ts';
import { diffusing } from '../diffusing.server.ts';
import type { RequestHandler } from './$types';

/** Takes a published article away from its readers, with a reason. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		await db.transaction().execute((tx) => withdrawArticle(tx, actor, id, textIn(body, 'reason').slice(0, 500)));
		return diffusing(db, actor, id);
	});
