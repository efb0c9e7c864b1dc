import { getSlot, saveSlot } from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { answer, bodyOf, writerOf } from '../asked.server.ts';
import type { RequestHandler } from './$types';

/** What is being typed, as the last saving left it. */
export const GET: RequestHandler = (event) => answer(() => getSlot(event.locals.db, writerOf(event), event.params.id));

/** Saves what is being typed over the version it was typed on; 409 with the other’s text when that is not the last. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const actor = writerOf(event);
		const { version, draft } = await bodyOf(event.request);
		const said = { version: Number(version), draft: draft as ArticleDraft };
		return event.locals.db.transaction().execute((tx) => saveSlot(tx, actor, event.params.id, said));
	});
