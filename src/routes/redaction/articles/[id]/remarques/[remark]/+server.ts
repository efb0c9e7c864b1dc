import { listRemarks, resolveRemark } from '#editorial/articles/index.server.ts';
import { answer, writerOf } from '../../asked.server.ts';
import type { RequestHandler } from './$types';

/** Says that a remark has been answered; gives back all remarks. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, { id, remark }] = [writerOf(event), event.params];
		await db.transaction().execute((tx) => resolveRemark(tx, actor, id, remark));
		return listRemarks(db, actor, id);
	});
