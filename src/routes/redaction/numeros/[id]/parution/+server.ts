import { publishIssue, withdrawIssue } from '#editions/publications/index.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { RequestHandler } from './$types';

/** Shows the issue to its readers on the site. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const actor = writerOf(event);
		await event.locals.db.transaction().execute((tx) => publishIssue(tx, actor, event.params.id));
	});

/** Takes it back from them, with the reason. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const actor = writerOf(event);
		const reason = textIn(await bodyOf(event.request), 'reason');
		await event.locals.db.transaction().execute((tx) => withdrawIssue(tx, actor, event.params.id, reason));
	});
