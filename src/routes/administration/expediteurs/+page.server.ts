import { redirect } from '@sveltejs/kit';
import { checkSender, listSenderHealth } from '#distribution/senders/index.server.ts';
import { getStructure } from '#foundation/structures/index.server.ts';
import { attempt } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db, settings, structures }, url }) => ({
	senders: (await listSenderHealth(db, actor, structures, settings)).map(({ structure, health }) => ({
		...{ slug: structure.slug, name: structure.name },
		health
	})),
	checked: url.searchParams.get('verifie') ?? ''
});

export const actions: Actions = {
	check: async ({ locals: { actor, db, settings }, url }) => {
		const slug = url.searchParams.get('structure') ?? '';
		const structure = await getStructure(db, slug);
		const fault = await attempt({ slug }, async () => void (await checkSender(db, actor, structure, settings)));
		return fault ?? redirect(303, `/administration/expediteurs?verifie=${slug}#${slug}`);
	}
};
