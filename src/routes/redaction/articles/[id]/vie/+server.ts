import { setArticleLife } from '#editorial/articles/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { answer, bodyOf, textIn, writerOf } from '../asked.server.ts';
import { diffusing } from '../diffusing.server.ts';
import type { RequestHandler } from './$types';

/** Until when it is shown, and when it is to be read again, at once and whatever is being typed. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		const [expiresAt, reviewOn] = [textIn(body, 'expiresAt') || null, textIn(body, 'reviewOn') || null];
		if ([expiresAt, reviewOn].some((date) => date !== null && Number.isNaN(Date.parse(date))))
			throw new Invalid('Cette date ne se lit pas.');
		await db.transaction().execute((tx) => setArticleLife(tx, actor, id, { expiresAt, reviewOn }));
		return diffusing(db, actor, id);
	});
