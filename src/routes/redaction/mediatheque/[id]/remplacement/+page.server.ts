import { redirect } from '@sveltejs/kit';
import { mediaPlaces } from '#editions/publications/index.server.ts';
import { getLibraryItem, replaceMedia } from '#foundation/media/index.server.ts';
import { Forbidden } from '#kernel/errors.ts';
import { attempt } from '../../../../refusals.ts';
import { fileIn } from '../../file.server.ts';
import { wordsIn } from '../../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const { media, mayTend } = await getLibraryItem(db, actor, params.id);
	if (!mayTend) throw new Forbidden();
	return { media, uses: await mediaPlaces.list(db, [media.id]) };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await request.formData();
		const typed = wordsIn(form);
		const fault = await attempt({ typed }, async () => {
			const file = await fileIn(form, 'Choisissez le nouveau fichier.');
			await replaceMedia(locals, locals.actor, params.id, { ...file, ...typed }, mediaPlaces);
		});
		return fault ?? redirect(303, `/redaction/mediatheque/${params.id}?fait=remplace`);
	}
};
