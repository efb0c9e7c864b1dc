import { redirect } from '@sveltejs/kit';
import { condemn, countReturns, fileReturn, listReturns, reinstate } from '#distribution/bounces/index.server.ts';
import { pageNumber } from '#kernel/pages.ts';
import { attempt, textOf } from '../../../refusals.ts';
import { addressOf } from './asked.ts';
import type { Actions, PageServerLoad } from './$types';

const views = { '': 'all', lire: 'tray', ecartees: 'stopped' } as const;

export const load: PageServerLoad = async ({ locals: { actor, db }, url: { searchParams } }) => {
	const asked = (searchParams.get('voir') ?? '') as keyof typeof views;
	const view = views[asked] ?? 'all';
	const reason = searchParams.get('motif') ?? '';
	const search = searchParams.get('q') ?? '';
	const [counts, returns] = await Promise.all([
		countReturns(db, actor),
		listReturns(db, actor, { view, reason, search, page: pageNumber(searchParams.get('page')) })
	]);
	return { view, reason, search, counts, returns, done: searchParams.get('fait') ?? '' };
};

/** Back to the list that one was looking at. */
const back = (url: URL, done: string): never => redirect(303, addressOf(url.searchParams, { fait: done }));

export const actions: Actions = {
	reinstate: async ({ locals: { actor, db }, request, url }) => {
		const form = await request.formData();
		const [id, reason] = [textOf(form, 'id'), textOf(form, 'reason')];
		const fault = await attempt({ id, reason }, () =>
			db.transaction().execute((tx) => reinstate(tx, actor, id, reason))
		);
		return fault ?? back(url, 'retablie');
	},
	file: async ({ locals: { actor, db }, request, url }) => {
		const id = textOf(await request.formData(), 'id');
		await db.transaction().execute((tx) => fileReturn(tx, actor, id));
		back(url, 'lu');
	},
	condemn: async ({ locals: { actor, db, settings }, request, url }) => {
		const id = textOf(await request.formData(), 'id');
		const fault = await attempt({ id, reason: '' }, () =>
			db.transaction().execute((tx) => condemn(tx, actor, id, settings.sessionSecret))
		);
		return fault ?? back(url, 'ecartee');
	}
};
