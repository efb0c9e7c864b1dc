import { redirect } from '@sveltejs/kit';
import { mediaPlaces } from '#editions/publications/index.server.ts';
import { deleteMedia, getLibraryItem, keepingUses } from '#foundation/media/index.server.ts';
import { Forbidden } from '#kernel/errors.ts';
import { attempt } from '../../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const { media, mayTend } = await getLibraryItem(db, actor, params.id);
	if (!mayTend) throw new Forbidden();
	return { media, keeping: keepingUses(await mediaPlaces.list(db, [media.id])) };
};

export const actions: Actions = {
	default: async ({ locals, params }) => {
		const fault = await attempt({}, () => deleteMedia(locals, locals.actor, params.id, mediaPlaces));
		return fault ?? redirect(303, '/redaction/mediatheque');
	}
};
