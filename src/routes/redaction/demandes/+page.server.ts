import { redirect, type RequestEvent } from '@sveltejs/kit';
import { acceptRequest, answerRequest, declineRequest, listRequests } from '#editorial/requests/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** What services ask the desk; with `?toutes`, what was settled too. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const all = url.searchParams.has('toutes');
	const sections = await listSections(locals.db);
	const requests = await listRequests(locals.db, locals.actor, { all });
	return {
		all,
		requests: requests.map((request) => ({
			...request,
			section: sections.find(({ id }) => id === request.sectionId)?.name ?? ''
		}))
	};
};

const replying = async ({ locals, request }: RequestEvent, verb: typeof answerRequest) => {
	const form = await request.formData();
	const typed = { id: textOf(form, 'id'), answer: textOf(form, 'answer') };
	const fault = await attempt({ typed }, async () => {
		await locals.db.transaction().execute((tx) => verb(tx, locals.actor, typed.id, typed.answer));
	});
	return fault ?? redirect(303, '/redaction/demandes');
};

export const actions: Actions = {
	answer: (event) => replying(event, answerRequest),
	decline: (event) => replying(event, declineRequest),
	accept: async ({ locals, request }) => {
		const id = textOf(await request.formData(), 'id');
		let next = '';
		const fault = await attempt({ typed: { id, answer: '' } }, async () => {
			next = (await locals.db.transaction().execute((tx) => acceptRequest(tx, locals.actor, id))).articleId;
		});
		return fault ?? redirect(303, `/redaction/articles/${next}`);
	}
};
