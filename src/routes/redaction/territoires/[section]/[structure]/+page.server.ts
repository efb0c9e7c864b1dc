import { redirect } from '@sveltejs/kit';
import { listPeople, searchPeople } from '#foundation/accounts/index.server.ts';
import { getRemit, getSection, setRemit } from '#foundation/sections/index.server.ts';
import { canSetRemit, type RemitDraft } from '#foundation/sections/index.ts';
import { Forbidden, NotFound } from '#kernel/errors.ts';
import { attempt } from '../../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';
import { typedCell } from './typed.ts';

async function cellAt({ actor, db, structures }: App.Locals, params: { section: string; structure: string }) {
	const section = await getSection(db, params.section);
	const structure = structures.find(({ slug }) => slug === params.structure);
	if (!structure) throw new NotFound();
	if (!canSetRemit(actor, structure.id))
		throw new Forbidden('Cette case est écrite par l’administration de la structure.');
	return { section, structure };
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const { section, structure } = await cellAt(locals, params);
	const { stance, angle, people } = await getRemit(locals.db, section.id, structure.id);
	return {
		section: { slug: section.slug, name: section.name },
		structure: { slug: structure.slug, name: structure.name, shortName: structure.shortName },
		stance,
		angle,
		people: people.map(({ agentId, duty }) => ({ agentId, duty })),
		known: await listPeople(
			locals.db,
			people.map(({ agentId }) => agentId)
		)
	};
};

export const actions: Actions = {
	/** Finds people to add, and gives back all that was typed meanwhile. */
	search: async ({ locals, params, request }) => {
		await cellAt(locals, params);
		const typed = typedCell(await request.formData());
		const found = await searchPeople(locals.db, typed.query);
		const known = await listPeople(locals.db, [
			...typed.people.map(({ agentId }) => agentId),
			...found.map(({ id }) => id)
		]);
		return { ...typed, known, found: found.map(({ id }) => id), message: '', fields: {} as Record<string, string> };
	},
	save: async ({ locals, params, request }) => {
		const { section, structure } = await cellAt(locals, params);
		const typed = typedCell(await request.formData());
		const { stance, angle, people } = typed;
		const known = await listPeople(
			locals.db,
			people.map(({ agentId }) => agentId)
		);
		const draft: RemitDraft = { sectionId: section.id, structureId: structure.id, stance, angle, people };
		const fault = await attempt({ ...typed, known, found: null }, () =>
			locals.db.transaction().execute((tx) => setRemit(tx, locals.actor, draft))
		);
		return fault ?? redirect(303, `/redaction/territoires?change=${section.slug}.${structure.slug}`);
	}
};
