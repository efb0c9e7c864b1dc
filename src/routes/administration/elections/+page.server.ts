import { redirect } from '@sveltejs/kit';
import {
	addElectionPeriod,
	changeElectionPeriod,
	listElectionPeriods,
	removeElectionPeriod
} from '#foundation/elections/index.server.ts';
import { canSetElections } from '#foundation/elections/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db, structures }, url }) => {
	const periods = await listElectionPeriods(db);
	const mine = structures.filter(({ id }) => canSetElections(actor, id));
	return {
		day: dayOf(now()),
		periods: periods.map((period) => ({ ...period, canChange: mine.some(({ id }) => id === period.structureId) })),
		mine: mine.map(({ id, name }) => ({ value: id, label: name })),
		edited: url.searchParams.get('periode') ?? '',
		done: url.searchParams.get('fait') ?? ''
	};
};

export const actions: Actions = {
	add: async ({ locals: { actor, db }, request }) => {
		const typed = await typedIn(request);
		const fault = await attempt({ typed, period: '' }, async () => {
			await db.transaction().execute((tx) => addElectionPeriod(tx, actor, typed));
		});
		return fault ?? redirect(303, '/administration/elections?fait=ajoutee');
	},
	change: async ({ locals: { actor, db }, request, url }) => {
		const typed = await typedIn(request);
		const period = url.searchParams.get('periode') ?? '';
		const fault = await attempt({ typed, period }, async () => {
			await db.transaction().execute((tx) => changeElectionPeriod(tx, actor, period, typed));
		});
		return fault ?? redirect(303, '/administration/elections?fait=modifiee');
	},
	remove: async ({ locals: { actor, db }, url }) => {
		const period = url.searchParams.get('periode') ?? '';
		await db.transaction().execute((tx) => removeElectionPeriod(tx, actor, period));
		redirect(303, '/administration/elections?fait=otee');
	}
};

async function typedIn(request: Request) {
	const form = await request.formData();
	return {
		structureId: textOf(form, 'structureId'),
		title: textOf(form, 'title'),
		electionOn: textOf(form, 'electionOn'),
		startOn: textOf(form, 'startOn'),
		endOn: textOf(form, 'endOn')
	};
}
