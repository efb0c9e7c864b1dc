import { chooseOutlets } from '#editorial/articles/index.server.ts';
import { outletNames } from '#editorial/articles/index.ts';
import { answer, bodyOf, textIn, writerOf } from '../asked.server.ts';
import { diffusing } from '../diffusing.server.ts';
import type { RequestHandler } from './$types';

/** When and where an article goes, and what became of it. */
export const GET: RequestHandler = (event) =>
	answer(() => diffusing(event.locals.db, writerOf(event), event.params.id));

/** Says by which ways it goes, with the reason for leaving out a usual one. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		const wanted = outletNames.filter((outlet) => Array.isArray(body.outlets) && body.outlets.includes(outlet));
		const reason = textIn(body, 'reason').slice(0, 500);
		await db.transaction().execute((tx) => chooseOutlets(tx, actor, id, wanted, { reason }));
		return diffusing(db, actor, id);
	});
