import { redirect } from '@sveltejs/kit';
import { changePublication, findPublication } from '#editions/publications/index.server.ts';
import { canChangePublication, canWriteIssue } from '#editions/publications/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { attempt } from '../../../refusals.ts';
import { placesOf, typedOf } from '../places.server.ts';
import { draftOf, typedIn } from '../typed.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A title as it is set: whoever composes its issues reads it, its owner's desk changes it. */
export const load: PageServerLoad = async ({ locals: { actor, db, structures }, params, url }) => {
	const publication = await titleFor({ actor, db }, params.slug);
	return {
		publication,
		typed: await typedOf(db, publication),
		places: await placesOf(db, structures),
		canChange: canChangePublication(actor, publication),
		isDone: url.searchParams.has('fait')
	};
};

async function titleFor({ actor, db }: Pick<App.Locals, 'actor' | 'db'>, slug: string) {
	const publication = await findPublication(db, slug);
	if (publication && canWriteIssue(actor, publication)) return publication;
	throw new NotFound('Ce titre n’existe pas, ou vous ne le composez pas.');
}

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const { actor, db } = locals;
		const { id, kind } = await titleFor(locals, params.slug);
		const typed = { ...typedIn(await request.formData()), kind };
		const fault = await attempt({ typed }, async () => {
			const { kind: _, ...change } = await draftOf(db, typed);
			await db.transaction().execute((tx) => changePublication(tx, actor, id, change));
		});
		return fault ?? redirect(303, `/redaction/titres/${params.slug}?fait`);
	}
};
