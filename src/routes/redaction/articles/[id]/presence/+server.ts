import { findSlotVersion, listGuests, listRemarks, touchPresence } from '#editorial/articles/index.server.ts';
import { answer, writerOf } from '../asked.server.ts';
import type { RequestHandler } from './$types';

/** Says that the page is open; told in return who else has it open, the version of the text, and the remarks. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, { id }] = [writerOf(event), event.params];
		return {
			others: await touchPresence(db, actor, id),
			version: await findSlotVersion(db, id),
			remarks: await listRemarks(db, actor, id),
			guests: await listGuests(db, actor, id)
		};
	});
