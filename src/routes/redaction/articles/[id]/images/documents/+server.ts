import { addFile } from '#foundation/media/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { reaches } from '#kernel/reach.ts';
import { textOf } from '../../../../../refusals.ts';
import { answer, writerOf } from '../../asked.server.ts';
import type { RequestHandler } from './$types';

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
