import { getRevision, getSlot, restoreRevision } from '#editorial/articles/index.server.ts';
import { answer, writerOf } from '../../asked.server.ts';
import type { RequestHandler } from './$types';

/** The whole text of a version. */
export const GET: RequestHandler = (event) =>
	answer(() => getRevision(event.locals.db, writerOf(event), event.params.id, event.params.revision));

/** Puts a version back in the working text; gives back what is now being written. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, { id, revision }] = [writerOf(event), event.params];
		await db.transaction().execute((tx) => restoreRevision(tx, actor, id, revision));
		return getSlot(db, actor, id);
	});
