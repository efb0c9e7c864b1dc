import { redirect } from '@sveltejs/kit';
import { countInSections, mergeSections } from '#editorial/section-changes/index.server.ts';
import { getSection, listRemits } from '#foundation/sections/index.server.ts';
import { attempt } from '../../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

const addressOf = (slug: string) => `/administration/rubriques/${slug}`;

/** What merging this section into another (`?vers=`) changes, before it is done. */
export const load: PageServerLoad = async ({ locals: { db }, params, url }) => {
	const from = await getSection(db, params.section);
	const into = await getSection(db, url.searchParams.get('vers') ?? '');
	if (from.id === into.id) redirect(303, `${addressOf(from.slug)}#fusionner`);
	const remits = [...(await listRemits(db, from.id)), ...(await listRemits(db, into.id))];
	return {
		...{ from, into },
		articles: (await countInSections(db)).get(from.id) ?? 0,
		people: new Set(remits.flatMap(({ people }) => people.map(({ agentId }) => agentId))).size
	};
};

export const actions: Actions = {
	default: async ({ locals: { actor, db }, params, url }) => {
		const from = await getSection(db, params.section);
		const into = await getSection(db, url.searchParams.get('vers') ?? '');
		let moved = 0;
		const fault = await attempt({}, async () => {
			moved = await db.transaction().execute((tx) => mergeSections(tx, actor, from.id, into.id));
		});
		return fault ?? redirect(303, `/administration/rubriques?dans=${into.slug}&articles=${moved}`);
	}
};
