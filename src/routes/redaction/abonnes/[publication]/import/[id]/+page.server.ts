import { redirect } from '@sveltejs/kit';
import { dropImport, getImport, getKept, startImport } from '#distribution/subscribers/index.server.ts';
import { attempt } from '../../../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db, structures }, params, depends }) => {
	depends('unisson:import');
	const { id, title, slug } = await getKept(db, actor, params.publication);
	const found = await getImport(db, actor, id, params.id);
	const names = Object.fromEntries(structures.map((one) => [one.slug, one.shortName]));
	return { publication: { title, slug }, import: found, names };
};

export const actions: Actions = {
	start: async ({ locals: { actor, db, settings }, params }) => {
		const { id } = await getKept(db, actor, params.publication);
		const fault = await attempt({}, () => startImport(db, actor, id, params.id, settings));
		return fault ?? redirect(303, `/redaction/abonnes/${params.publication}/import/${params.id}`);
	},
	drop: async ({ locals: { actor, db, settings }, params }) => {
		const { id } = await getKept(db, actor, params.publication);
		const fault = await attempt({}, () => dropImport(db, actor, id, params.id, settings));
		return fault ?? redirect(303, `/redaction/abonnes/${params.publication}`);
	}
};
