import { redirect } from '@sveltejs/kit';
import { mediaPlaces } from '#editions/publications/index.server.ts';
import { getLibraryItem, withdrawConsent } from '#foundation/media/index.server.ts';
import { Forbidden, NotFound } from '#kernel/errors.ts';
import { attempt, textOf } from '../../../../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const { media, consents, mayTend } = await getLibraryItem(db, actor, params.id);
	const consent = consents.find(({ id, withdrawnAt }) => id === params.consent && withdrawnAt === null);
	if (!consent) throw new NotFound('Cet accord n’existe pas, ou il est déjà retiré.');
	if (!mayTend) throw new Forbidden();
	return { media, consent, uses: await mediaPlaces.list(db, [media.id]) };
};

export const actions: Actions = {
	default: async ({ locals: { db, actor }, params, request }) => {
		const reason = textOf(await request.formData(), 'reason');
		let done = 'retire';
		const fault = await attempt({ reason }, async () => {
			const { isWithdrawn } = await db
				.transaction()
				.execute((tx) => withdrawConsent(tx, actor, params.consent, reason, mediaPlaces));
			if (isWithdrawn) done = 'retire-partout';
		});
		return fault ?? redirect(303, `/redaction/mediatheque/${params.id}?fait=${done}`);
	}
};
