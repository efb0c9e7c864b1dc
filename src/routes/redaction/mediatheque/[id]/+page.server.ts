import { redirect } from '@sveltejs/kit';
import { mediaPlaces } from '#editions/publications/index.server.ts';
import {
	describeMedia,
	getLibraryItem,
	listVersions,
	putBackVersion,
	removeConsent,
	restoreMedia
} from '#foundation/media/index.server.ts';
import { attempt, textOf } from '../../../refusals.ts';
import { wordsIn } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { nameOf, shownItem } from './shown.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params, url }) => {
	const item = await getLibraryItem(db, actor, params.id);
	return {
		...shownItem(item),
		mayTend: item.mayTend,
		addedBy: await nameOf(db, item.uploadedBy),
		uses: await mediaPlaces.list(db, [params.id]),
		versions: (await listVersions(db, params.id)).map(({ media }) => media),
		done: url.searchParams.get('fait')
	};
};

export const actions: Actions = {
	decrire: async ({ locals: { db, actor }, params, request }) => {
		const form = await request.formData();
		const typed = { ...wordsIn(form), name: textOf(form, 'name') };
		const focal = { focalX: Number(textOf(form, 'focalX')), focalY: Number(textOf(form, 'focalY')) };
		const fault = await attempt({ typed }, async () => {
			const draft = { ...typed, ...focal };
			await db.transaction().execute((tx) => describeMedia(tx, actor, params.id, draft, mediaPlaces));
		});
		return fault ?? redirect(303, `/redaction/mediatheque/${params.id}?fait=decrit`);
	},
	remettre: async ({ locals: { db, actor }, params }) => {
		const fault = await attempt({}, () =>
			db.transaction().execute((tx) => restoreMedia(tx, actor, params.id, mediaPlaces))
		);
		return fault ?? redirect(303, `/redaction/mediatheque/${params.id}?fait=remis`);
	},
	reprendre: async ({ locals: { db, actor }, params, request }) => {
		const version = textOf(await request.formData(), 'version');
		await db.transaction().execute((tx) => putBackVersion(tx, actor, params.id, version, mediaPlaces));
		redirect(303, `/redaction/mediatheque/${params.id}?fait=repris`);
	},
	effacer: async ({ locals: { db, actor }, params, request }) => {
		const consent = textOf(await request.formData(), 'consent');
		const fault = await attempt({}, () => db.transaction().execute((tx) => removeConsent(tx, actor, consent)));
		return fault ?? redirect(303, `/redaction/mediatheque/${params.id}?fait=efface#accords`);
	}
};
