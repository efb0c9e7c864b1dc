import { redirect } from '@sveltejs/kit';
import { listPeople } from '#foundation/accounts/index.server.ts';
import { findRemitChange, getSection, listRemits, listSections, undoRemit } from '#foundation/sections/index.server.ts';
import { canSetRemit } from '#foundation/sections/index.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';
import { gridOf } from './grid.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db, structures } = locals;
	const [sections, remits] = [await listSections(db), await listRemits(db)];
	return {
		rows: gridOf({ sections, structures, remits, actor }),
		canEdit: structures.some(({ id }) => canSetRemit(actor, id)),
		change: await changeAt(locals, url.searchParams.get('change'))
	};
};

/** The change that was just made to `SECTION.STRUCTURE`, to say it and to offer the former state back. */
async function changeAt({ actor, db, structures }: App.Locals, place: string | null) {
	const [slug = '', of] = (place ?? '').split('.');
	const section = (await listSections(db)).find((each) => each.slug === slug);
	const structure = structures.find((each) => each.slug === of);
	if (!section || !structure || !canSetRemit(actor, structure.id)) return undefined;
	const change = await findRemitChange(db, { sectionId: section.id, structureId: structure.id });
	if (!change) return undefined;
	const [by] = change.actor ? await listPeople(db, [change.actor]) : [];
	return {
		...{ id: change.id, at: change.at, place, by: by?.name ?? 'le terminal' },
		...{ section: section.name, structure: structure.shortName }
	};
}

export const actions: Actions = {
	undo: async ({ locals: { actor, db, structures }, request }) => {
		const form = await request.formData();
		const [slug = '', of] = textOf(form, 'place').split('.');
		const fault = await attempt({}, async () => {
			const section = await getSection(db, slug);
			const structure = structures.find((each) => each.slug === of);
			const place = { sectionId: section.id, structureId: structure?.id ?? '' };
			await db.transaction().execute((tx) => undoRemit(tx, actor, place, textOf(form, 'id')));
		});
		return fault ?? redirect(303, '/redaction/territoires?rendu=1');
	}
};
