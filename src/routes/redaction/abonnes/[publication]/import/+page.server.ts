import { redirect } from '@sveltejs/kit';
import { getKept, openImport } from '#distribution/subscribers/index.server.ts';
import { attempt, textOf } from '../../../../refusals.ts';
import { carriers } from '../carriers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db, structures }, params }) => {
	const publication = await getKept(db, actor, params.publication);
	const { title, slug, reach } = publication;
	return { publication: { title, slug, reach }, voices: carriers(publication, structures) };
};

export const actions: Actions = {
	default: async ({ locals: { actor, db, settings }, params, request }) => {
		const { id: publicationId } = await getKept(db, actor, params.publication);
		const form = await request.formData();
		const [origin, structure] = [textOf(form, 'origin'), textOf(form, 'structure')];
		const file = form.get('file');
		let id = '';
		const fault = await attempt({ origin, structure }, async () => {
			const given = file instanceof File ? file : new File([], '');
			const kept = { name: given.name, bytes: new Uint8Array(await given.arrayBuffer()) };
			const draft = { publicationId, structureId: structure || null, origin, isAttested: form.has('attested') };
			id = await openImport(db, actor, { ...draft, file: kept }, settings);
		});
		return fault ?? redirect(303, `/redaction/abonnes/${params.publication}/import/${id}`);
	}
};
