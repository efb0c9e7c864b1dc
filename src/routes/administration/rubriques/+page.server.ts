import { redirect } from '@sveltejs/kit';
import { countInSections } from '#editorial/section-changes/index.server.ts';
import { createSection, listKeptSections, moveSection } from '#foundation/sections/index.server.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
	const [sections, counts] = [await listKeptSections(db), await countInSections(db)];
	return {
		sections: sections.map((section) => ({ ...section, articles: counts.get(section.id) ?? 0 })),
		done: url.searchParams.get('fait') ?? '',
		merged: { into: url.searchParams.get('dans') ?? '', articles: Number(url.searchParams.get('articles') ?? 0) }
	};
};

export const actions: Actions = {
	create: async ({ locals: { actor, db }, request }) => {
		const form = await request.formData();
		const typed = { name: textOf(form, 'name'), description: textOf(form, 'description') };
		const fault = await attempt({ typed }, async () => {
			await db.transaction().execute((tx) => createSection(tx, actor, typed));
		});
		return fault ?? redirect(303, '/administration/rubriques?fait=ajoutee');
	},
	move: async ({ locals: { actor, db }, request }) => {
		const form = await request.formData();
		const way = textOf(form, 'way') === 'up' ? 'up' : 'down';
		await db.transaction().execute((tx) => moveSection(tx, actor, textOf(form, 'id'), way));
		redirect(303, `/administration/rubriques#${textOf(form, 'slug')}`);
	}
};
