import { settleOutlets } from '#distribution/outlets/index.server.ts';
import { planArticle, publishArticle, unscheduleArticle } from '#editorial/articles/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { answer, bodyOf, writerOf } from '../asked.server.ts';
import { diffusing } from '../diffusing.server.ts';
import type { RequestHandler } from './$types';

/** An instant, or null for none. */
function momentIn(body: Record<string, unknown>, name: string): string | null {
	const value = body[name];
	if (value === null || value === undefined) return null;
	if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return new Date(value).toISOString();
	throw new Invalid('Cette date ne se lit pas.', { [name]: 'Cette date ne se lit pas.' });
}

/** Says when it is meant to appear: for agents, and later for everybody. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		const moment = { plannedAt: momentIn(body, 'plannedAt'), publicAt: momentIn(body, 'publicAt') };
		await db.transaction().execute((tx) => planArticle(tx, actor, id, moment));
		return diffusing(db, actor, id);
	});

/** Publishes what was validated, now. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, { id }] = [writerOf(event), event.params];
		await db.transaction().execute((tx) => publishArticle(tx, actor, id));
		await settleOutlets(db);
		return diffusing(db, actor, id);
	});

/** Takes it off the schedule before its moment. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, { id }] = [writerOf(event), event.params];
		await db.transaction().execute((tx) => unscheduleArticle(tx, actor, id));
		return diffusing(db, actor, id);
	});
