import { settleOutlets } from '#distribution/outlets/index.server.ts';
import { submitArticle } from '#editorial/articles/index.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../asked.server.ts';
import { submitted, submitting } from '../diffusing.server.ts';
import type { RequestHandler } from './$types';

/** Who would decide on the text as it is now, and what kind of change it is. */
export const GET: RequestHandler = (event) =>
	answer(() => submitting(event.locals.db, writerOf(event), event.params.id));

/** Sends the text to those who decide; tells what became of it. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		const importance = body.importance === 'minor' ? 'minor' : 'important';
		const words = { note: textIn(body, 'note').slice(0, 500), correction: textIn(body, 'correction') };
		const neutralityReason = textIn(body, 'neutralityReason').slice(0, 1000);
		await db.transaction().execute((tx) => submitArticle(tx, actor, id, { importance, ...words, neutralityReason }));
		const outcome = await submitted(db, actor, id);
		if (outcome.state === 'published') await settleOutlets(db);
		return outcome;
	});
