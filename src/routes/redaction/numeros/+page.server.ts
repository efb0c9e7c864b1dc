import { redirect } from '@sveltejs/kit';
import { listMailings } from '#distribution/mailings/index.server.ts';
import { duplicateIssue, listAllIssues, listAllPublications } from '#editions/publications/index.server.ts';
import { canCreatePublication, canWriteIssue } from '#editions/publications/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';
import { readAsked } from './asked.ts';
import { beginIssue } from './begin.server.ts';
import { titleLines } from './lines.ts';

/** The titles that the actor composes, with what is in preparation, what comes next and what has appeared. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const asked = readAsked(url.searchParams);
	const mine = (await listAllPublications(db)).filter((publication) => canWriteIssue(actor, publication));
	const shown = mine.filter(({ slug }) => !asked.publication || slug === asked.publication);
	const at = { now: now(), today: dayOf(now()), mailings: await listMailings(db, actor, { limit: 500 }) };
	const titles = [];
	for (const publication of shown) titles.push(titleLines(publication, await listAllIssues(db, publication.id), at));
	const canCreate = locals.structures.some(({ id }) => canCreatePublication(actor, id));
	return { asked, titles, canCreate, all: mine.map(({ slug, title }) => ({ slug, title })) };
};

export const actions: Actions = {
	begin: async ({ locals, request }) => {
		const { actor, db } = locals;
		const form = await request.formData();
		const [publication, from] = [textOf(form, 'publication'), textOf(form, 'from')];
		let id = '';
		const fault = await attempt({}, async () => {
			({ id } = await db.transaction().execute((tx) => beginIssue(tx, actor, publication, from)));
		});
		return fault ?? redirect(303, `/redaction/numeros/${id}`);
	},
	duplicate: async ({ locals, request }) => {
		const { actor, db } = locals;
		const issue = textOf(await request.formData(), 'issue');
		const { id } = await db.transaction().execute((tx) => duplicateIssue(tx, actor, issue));
		redirect(303, `/redaction/numeros/${id}`);
	}
};
