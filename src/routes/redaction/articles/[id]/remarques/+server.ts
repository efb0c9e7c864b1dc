import { addRemark, listRemarks } from '#editorial/articles/index.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../asked.server.ts';
import type { RequestHandler } from './$types';

/** Notes something beside a passage; gives back all remarks. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		const said = { quote: textIn(body, 'quote'), body: textIn(body, 'body') };
		await db.transaction().execute((tx) => addRemark(tx, actor, id, said));
		return listRemarks(db, actor, id);
	});
