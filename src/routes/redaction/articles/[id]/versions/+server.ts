import { keepVersion, listRevisions } from '#editorial/articles/index.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../asked.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answer(() => listRevisions(event.locals.db, writerOf(event), event.params.id));

/** Keeps what is being typed as a version, with a note; gives back all versions. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		await db.transaction().execute((tx) => keepVersion(tx, actor, id, textIn(body, 'note')));
		return listRevisions(db, actor, id);
	});
