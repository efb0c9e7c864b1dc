import { redirect } from '@sveltejs/kit';
import { closeComments, openComments } from '#editorial/comments/index.server.ts';
import { changeSectionName, countInSections } from '#editorial/section-changes/index.server.ts';
import { describeSection, getSection, listKeptSections } from '#foundation/sections/index.server.ts';
import { attempt, textOf } from '../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, params, url }) => {
	const { id, slug } = await getSection(db, params.section);
	if (slug !== params.section) redirect(301, `/administration/rubriques/${slug}`);
	const sections = await listKeptSections(db);
	return {
		section: sections.find((section) => section.id === id)!,
		others: sections.filter((section) => section.id !== id).map((one) => ({ value: one.slug, label: one.name })),
		articles: (await countInSections(db)).get(id) ?? 0,
		done: url.searchParams.has('fait')
	};
};

export const actions: Actions = {
	rename: async ({ locals: { actor, db }, params, request }) => {
		const form = await request.formData();
		const typed = { name: textOf(form, 'name'), slug: textOf(form, 'slug'), description: textOf(form, 'description') };
		const { id } = await getSection(db, params.section);
		const fault = await attempt({ typed }, () =>
			db.transaction().execute(async (tx) => {
				await changeSectionName(tx, actor, id, { name: typed.name, slug: typed.slug || typed.name });
				await describeSection(tx, actor, id, typed.description);
			})
		);
		const { slug } = (await listKeptSections(db)).find((section) => section.id === id)!;
		return fault ?? redirect(303, `/administration/rubriques/${slug}?fait=1`);
	},
	comments: async ({ locals: { actor, db }, params, request }) => {
		const form = await request.formData();
		const { id } = await getSection(db, params.section);
		const act = textOf(form, 'open') ? openComments : closeComments;
		await db.transaction().execute((tx) => act(tx, actor, id));
		redirect(303, `/administration/rubriques/${params.section}?fait=1#commentaires`);
	}
};
