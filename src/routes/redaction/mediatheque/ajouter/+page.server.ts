import { addFile, uploadImage } from '#foundation/media/index.server.ts';
import { canAddMedia, type Media } from '#foundation/media/index.ts';
import { Forbidden } from '#kernel/errors.ts';
import { reaches, type Reach } from '#kernel/reach.ts';
import { attempt, textOf } from '../../../refusals.ts';
import { fileIn } from '../file.server.ts';
import { wordsIn } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { focalOf, type Typed } from './upload.ts';

export const load: PageServerLoad = ({ locals }) => {
	if (!canAddMedia(locals.actor)) throw new Forbidden('La médiathèque s’ouvre aux personnes qui écrivent.');
};

export const actions: Actions = {
	image: async ({ locals, request }) => {
		const form = await request.formData();
		const typed: Typed = { ...wordsIn(form), focal: textOf(form, 'focal') };
		let media: Media | undefined;
		const fault = await attempt({ typed, what: 'image' as const }, async () => {
			const { focal, ...said } = typed;
			const file = await fileIn(form, 'Choisissez une image.');
			media = await uploadImage(locals.db, locals.actor, { ...file, ...said, ...focalOf(focal) }, locals.store);
		});
		return fault ?? { added: media && addedAs(media, typed) };
	},
	fichier: async ({ locals, request }) => {
		const form = await request.formData();
		const asked = textOf(form, 'reach');
		const reach: Reach = reaches.find((one) => one === asked) ?? 'internal';
		let media: Media | undefined;
		const fault = await attempt({ reach, what: 'file' as const }, async () => {
			const file = await fileIn(form, 'Choisissez un fichier.');
			media = await locals.db
				.transaction()
				.execute((tx) => addFile(tx, locals.actor, { ...file, reach }, locals.store));
		});
		return fault ?? { added: media && { id: media.id, name: media.name, altText: '', wasKnown: false } };
	}
};

/** The library keeps the words it had for the same picture: whoever typed others must see it. */
const addedAs = ({ id, name, altText }: Media, typed: Typed) => ({
	id,
	name,
	altText,
	wasKnown: !typed.decorative && altText !== typed.altText.normalize('NFC').replace(/\s+/g, ' ').trim()
});
