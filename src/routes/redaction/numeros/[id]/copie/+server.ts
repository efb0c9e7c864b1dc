import { duplicateIssue } from '#editions/publications/index.server.ts';
import { answer, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { RequestHandler } from './$types';

/** The same composition once more, under the next number. Answers its id. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const actor = writerOf(event);
		const { id } = await event.locals.db.transaction().execute((tx) => duplicateIssue(tx, actor, event.params.id));
		return { id };
	});
