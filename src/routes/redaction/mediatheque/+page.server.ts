import { listMedia, uploadImage } from '#foundation/media/index.server.ts';
import { canAddMedia, type Media } from '#foundation/media/index.ts';
import { Forbidden, Invalid } from '#kernel/errors.ts';
import { pageCount, pageNumber } from '#kernel/pages.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';
import { focalOf, type Typed } from './upload.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!canAddMedia(locals.actor)) throw new Forbidden('La médiathèque s’ouvre aux personnes qui écrivent.');
	const page = await listMedia(locals.db, { kind: 'image', page: pageNumber(url.searchParams.get('page')), size: 24 });
	return { pictures: page.items, number: page.number, total: page.total, count: pageCount(page) };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await request.formData();
		const typed: Typed = {
			altText: textOf(form, 'altText'),
			decorative: form.has('decorative'),
			caption: textOf(form, 'caption'),
			credit: textOf(form, 'credit'),
			focal: textOf(form, 'focal')
		};
		let media: Media | undefined;
		const fault = await attempt({ typed }, async () => {
			const { focal, ...said } = typed;
			const file = await fileIn(form);
			media = await uploadImage(locals.db, locals.actor, { ...file, ...said, ...focalOf(focal) }, locals.store);
		});
		return fault ?? { added: media && addedAs(media, typed) };
	}
};

async function fileIn(form: FormData): Promise<{ bytes: Buffer; name: string }> {
	const file = form.get('file');
	if (!(file instanceof File) || file.name === '')
		throw new Invalid('Choisissez une image.', { file: 'Choisissez une image.' });
	return { bytes: Buffer.from(await file.arrayBuffer()), name: file.name };
}

/** The library keeps the words it had for the same picture: whoever typed others must see it. */
const addedAs = ({ id, name, altText }: Media, typed: Typed) => ({
	id,
	name,
	altText,
	wasKnown: !typed.decorative && altText !== typed.altText.normalize('NFC').replace(/\s+/g, ' ').trim()
});
