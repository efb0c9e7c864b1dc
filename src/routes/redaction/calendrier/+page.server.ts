import { getCalendar, moveArticle, type Destination, type Move } from '#editions/calendar/index.server.ts';
import { canWriteMarker } from '#editions/calendar/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';
import { filterOf, readAsked } from './asked.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db, structures } = locals;
	const today = dayOf(now());
	const asked = readAsked(url.searchParams, today);
	const sections = await listSections(db);
	const { view, day, most } = asked;
	const calendar = await getCalendar(db, actor, { view, day, most, filter: filterOf(asked, structures, sections) });
	return {
		...{ asked, calendar, today },
		sections: sections.map(({ slug, name }) => ({ slug, name })),
		canMark: structures.some(({ id }) => canWriteMarker(actor, id)),
		/** The article whose move is asked by the address, where no script opens a window. */
		moving: url.searchParams.get('deplacer')
	};
};

export const actions: Actions = {
	move: async ({ locals, request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id');
		const typed = { id, day: textOf(form, 'day'), time: textOf(form, 'time') };
		const where: Destination = form.has('back') ? { at: textOf(form, 'back') || null } : typed;
		let moved: Move | undefined;
		const fault = await attempt({ typed }, async () => {
			moved = await locals.db.transaction().execute((tx) => moveArticle(tx, locals.actor, id, where));
		});
		return fault ?? { moved, isBack: form.has('back') };
	}
};
