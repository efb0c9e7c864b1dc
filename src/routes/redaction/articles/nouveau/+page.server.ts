import { redirect } from '@sveltejs/kit';
import { createArticle } from '#editorial/articles/index.server.ts';
import { articleKindLabels } from '#editorial/articles/index.ts';
import { getAgent } from '#foundation/accounts/index.server.ts';
import { listRemits, listSections } from '#foundation/sections/index.server.ts';
import { personally } from '../../../personal.server.ts';
import { attempt, textOf } from '../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';
import { draftOf, kinds, kindsFor, ownerOf, usualSection, usualVoices } from './begun.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals;
	const actor = personally(locals);
	const sections = await listSections(db);
	const ids = sections.map(({ id }) => id);
	const asked = sections.find(({ slug }) => slug === url.searchParams.get('rubrique'));
	const remits = await listRemits(db);
	const section = asked?.id ?? usualSection(actor, remits, ids);
	return {
		kinds: kindsFor(actor, ids).map((value) => ({ value, label: articleKindLabels[value] })),
		sectionOptions: sections.map(({ id, name }) => ({ value: id, label: name })),
		section,
		voices: usualVoices(actor, remits, section),
		signedBy: (await getAgent(db, actor.id)).jobTitle
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const actor = personally(locals);
		const form = await request.formData();
		const typed = {
			title: textOf(form, 'title'),
			kind: kinds.find((kind) => kind === textOf(form, 'kind')) ?? 'news',
			sectionId: textOf(form, 'sectionId'),
			voices: locals.structures.map(({ id }) => id).filter((id) => form.getAll('voices').includes(id)),
			signedBy: textOf(form, 'signedBy'),
			startAt: textOf(form, 'startAt')
		};
		let id = '';
		const fault = await attempt({ typed }, async () => {
			const draft = draftOf(typed, ownerOf(actor, typed));
			({ id } = await locals.db.transaction().execute((tx) => createArticle(tx, actor, draft)));
		});
		return fault ?? redirect(303, `/redaction/articles/${id}#chapo`);
	}
};
