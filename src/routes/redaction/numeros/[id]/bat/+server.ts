import { requestProof, takeBackProof } from '#editions/publications/index.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { RequestHandler } from './$types';

/** Asks for the proof of the issue as last saved; `reason`: why it departs from its series. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db, settings } = event.locals;
		const actor = writerOf(event);
		const reason = textIn(await bodyOf(event.request), 'reason');
		await db.transaction().execute((tx) => requestProof(tx, actor, event.params.id, settings, { reason }));
	});

/** Takes the issue back from those who decide. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const actor = writerOf(event);
		await event.locals.db.transaction().execute((tx) => takeBackProof(tx, actor, event.params.id));
	});
