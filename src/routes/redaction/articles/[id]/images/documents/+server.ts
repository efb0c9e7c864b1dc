import { getForWriting } from '#editorial/articles/index.server.ts';
import { addFile } from '#foundation/media/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { reaches } from '#kernel/reach.ts';
import { textOf } from '../../../../../refusals.ts';
import { choicesFor } from '../../../../mediatheque/choices.server.ts';
import { answer, writerOf } from '../../asked.server.ts';
import type { RequestHandler } from './$types';

/** The library, for a document of an article. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		await getForWriting(event.locals.db, writerOf(event), { id: event.params.id });
		return choicesFor(event.locals.db, event.url.searchParams);
	});

/** Adds a document to the library; gives it back. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db, store } = event.locals;
		const actor = writerOf(event);
		const form = await event.request.formData();
		const file = form.get('file');
		if (!(file instanceof File)) throw new Invalid('Choisissez un document.', { file: 'Choisissez un document.' });
		const reach = reaches.find((one) => one === textOf(form, 'reach')) ?? 'internal';
		const draft = { bytes: Buffer.from(await file.arrayBuffer()), name: file.name, reach };
		return db.transaction().execute((tx) => addFile(tx, actor, draft, store));
	});
