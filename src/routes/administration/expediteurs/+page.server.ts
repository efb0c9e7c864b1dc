import { redirect } from '@sveltejs/kit';
import { checkSender, listCaps, listSenderHealth, setCap } from '#distribution/senders/index.server.ts';
import { getStructure } from '#foundation/structures/index.server.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db, settings, structures }, url }) => {
	const capOf = await listCaps(db);
	return {
		senders: (await listSenderHealth(db, actor, structures, settings)).map(({ structure, health }) => ({
			...{ id: structure.id, slug: structure.slug, name: structure.name },
			...{ health, weekly: capOf(structure.id) }
		})),
		checked: url.searchParams.get('verifie') ?? '',
		capped: url.searchParams.get('rythme') ?? ''
	};
};

export const actions: Actions = {
	check: async ({ locals: { actor, db, settings }, url }) => {
		const slug = url.searchParams.get('structure') ?? '';
		const structure = await getStructure(db, slug);
		const fault = await attempt({ slug }, async () => void (await checkSender(db, actor, structure, settings)));
		return fault ?? redirect(303, `/administration/expediteurs?verifie=${slug}#${slug}`);
	},
	cap: async ({ locals: { actor, db }, request, url }) => {
		const slug = url.searchParams.get('structure') ?? '';
		const { id } = await getStructure(db, slug);
		const weekly = textOf(await request.formData(), 'weekly');
		const fault = await attempt({ slug }, () => db.transaction().execute((tx) => setCap(tx, actor, id, weekly)));
		return fault ?? redirect(303, `/administration/expediteurs?rythme=${slug}#rythme`);
	}
};
