import { redirect } from '@sveltejs/kit';
import { getAnswered } from '#editorial/articles/index.server.ts';
import { declareUptake, withdrawUptake } from '#editorial/initiatives/index.server.ts';
import { answer } from '../../../answer.server.ts';
import { personally } from '../../../personal.server.ts';
import { readerHere } from '../../../reading.server.ts';
import { attempt, textOf } from '../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form of « Nous aussi » alone, where it comes back with its faults; the article's own page is where it begins. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const reader = readerHere(locals, url);
	const { slug, title } = await getAnswered(locals.db, reader, { slug: params.slug });
	const mine = locals.structures.filter(({ id }) => reader.structures.includes(id));
	return { slug, title, mine: mine.map(({ id, name }) => ({ value: id, label: name })), structure: reader.structure };
};

export const actions: Actions = {
	declare: async (event) => {
		const form = await event.request.formData();
		const typed = {
			structureId: textOf(form, 'structureId'),
			team: textOf(form, 'team'),
			note: textOf(form, 'note')
		};
		const { locals, params, url } = event;
		const fault = await attempt({ typed }, async () => {
			const [actor, reader] = [personally(locals), readerHere(locals, url)];
			await locals.db.transaction().execute((tx) => declareUptake(tx, actor, reader, params.slug, typed));
		});
		return fault ?? redirect(303, `/articles/${params.slug}#reprises`);
	},
	withdraw: (event) =>
		answer(event, 'reprises', (tx, { actor, reader, form }) =>
			withdrawUptake(tx, actor, reader, event.params.slug, textOf(form, 'uptake'))
		)
};
