import { redirect } from '@sveltejs/kit';
import { addConsent, getLibraryItem } from '#foundation/media/index.server.ts';
import { Forbidden } from '#kernel/errors.ts';
import { attempt, textOf } from '../../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { media, consents, mayTend } = await getLibraryItem(locals.db, locals.actor, params.id);
	if (!mayTend) throw new Forbidden();
	return { media, people: [...new Set(consents.map(({ person }) => person))] };
};

export const actions: Actions = {
	default: async ({ locals: { db, actor }, params, request }) => {
		const form = await request.formData();
		const typed = {
			...{ person: textOf(form, 'person'), agent: textOf(form, 'agent'), proof: textOf(form, 'proof') },
			...{ fromOn: textOf(form, 'fromOn'), untilOn: textOf(form, 'untilOn') },
			uses: form.getAll('uses').map(String)
		};
		const fault = await attempt({ typed }, async () => {
			await db.transaction().execute((tx) => addConsent(tx, actor, params.id, typed));
		});
		return fault ?? redirect(303, `/redaction/mediatheque/${params.id}?fait=accord#accords`);
	}
};
