import { redirect } from '@sveltejs/kit';
import { createPublication } from '#editions/publications/index.server.ts';
import { canCreatePublication } from '#editions/publications/index.ts';
import { Forbidden } from '#kernel/errors.ts';
import { attempt } from '../../../refusals.ts';
import { blankTitle, placesOf } from '../places.server.ts';
import { draftOf, typedIn } from '../typed.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db, structures } }) => {
	const [owner] = structures.filter(({ id }) => canCreatePublication(actor, id));
	if (!owner) throw new Forbidden('Créer un titre revient à la rédaction de la structure qui l’édite.');
	return { typed: blankTitle(owner.id), places: await placesOf(db, structures) };
};

export const actions: Actions = {
	default: async ({ locals: { actor, db }, request }) => {
		const typed = typedIn(await request.formData());
		let slug = '';
		const fault = await attempt({ typed }, async () => {
			const draft = await draftOf(db, typed);
			({ slug } = await db.transaction().execute((tx) => createPublication(tx, actor, draft)));
		});
		return fault ?? redirect(303, `/redaction/titres/${slug}?fait`);
	}
};
