import { uploadImage } from '#foundation/media/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { textOf } from '../../../../refusals.ts';
import { answer, writerOf } from '../asked.server.ts';
import type { RequestHandler } from './$types';

/** Adds a picture to the library, with what is said of it; gives it back. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db, store } = event.locals;
		const actor = writerOf(event);
		const form = await event.request.formData();
		const file = form.get('file');
		if (!(file instanceof File)) throw new Invalid('Choisissez une image.', { file: 'Choisissez une image.' });
		return uploadImage(
			db,
			actor,
			{
				bytes: Buffer.from(await file.arrayBuffer()),
				name: file.name,
				altText: textOf(form, 'altText'),
				decorative: form.has('decorative'),
				hasPeople: form.has('hasPeople'),
				caption: textOf(form, 'caption'),
				credit: textOf(form, 'credit'),
				...percent(form, 'focalX'),
				...percent(form, 'focalY')
			},
			store
		);
	});

/** A focal point that was said, in percent; the middle is the library's own choice. */
const percent = (form: FormData, name: 'focalX' | 'focalY') => {
	const said = textOf(form, name);
	return said === '' ? {} : { [name]: Number(said) };
};
