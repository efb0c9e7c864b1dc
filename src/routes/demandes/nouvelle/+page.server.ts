import { redirect } from '@sveltejs/kit';
import { submitRequest } from '#editorial/requests/index.server.ts';
import type { RequestInput } from '#editorial/requests/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { personally } from '../../personal.server.ts';
import { readerHere } from '../../reading.server.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	choices: (await listSections(locals.db)).map(({ id, name }) => ({ value: id, label: name }))
});

const inputOf = (form: FormData): RequestInput => ({
	subject: textOf(form, 'subject'),
	message: textOf(form, 'message'),
	audience: textOf(form, 'audience'),
	wantedOn: textOf(form, 'wantedOn'),
	contact: textOf(form, 'contact'),
	sectionId: textOf(form, 'sectionId')
});

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const [actor, reader] = [personally(locals), readerHere(locals, url)];
		const typed = inputOf(await request.formData());
		const fault = await attempt({ typed }, async () => {
			await locals.db.transaction().execute((tx) => submitRequest(tx, actor, reader, typed));
		});
		return fault ?? redirect(303, '/demandes?recue');
	}
};
