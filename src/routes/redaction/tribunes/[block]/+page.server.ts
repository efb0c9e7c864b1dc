import { redirect } from '@sveltejs/kit';
import { depositTribune, getTribune } from '#editions/publications/index.server.ts';
import { attempt, textOf } from '../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db }, params, url }) => ({
	tribune: await getTribune(db, actor, params.block),
	isDone: url.searchParams.has('fait')
});

export const actions: Actions = {
	default: async ({ locals: { actor, db }, params, request }) => {
		const form = await request.formData();
		const typed = { title: textOf(form, 'title'), text: textOf(form, 'text'), signature: textOf(form, 'signature') };
		const fault = await attempt({ typed }, () =>
			db.transaction().execute((tx) => depositTribune(tx, actor, params.block, typed))
		);
		return fault ?? redirect(303, `/redaction/tribunes/${params.block}?fait`);
	}
};
