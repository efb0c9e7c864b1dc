import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	closeComments,
	hideComment,
	keepComment,
	listForModeration,
	listOpenings,
	openComments,
	showComment
} from '#editorial/comments/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is said under articles, reported first; and which sections are open to comments. */
export const load: PageServerLoad = async ({ locals }) => ({
	comments: await listForModeration(locals.db, locals.actor),
	openings: await listOpenings(locals.db, locals.actor)
});

type Verb = (tx: Tx, actor: Actor, id: string, reason: string) => Promise<void>;

const doing =
	(verb: Verb) =>
	async ({ locals, request }: RequestEvent) => {
		const form = await request.formData();
		const typed = { id: textOf(form, 'id'), reason: textOf(form, 'reason') };
		const fault = await attempt({ typed }, () =>
			locals.db.transaction().execute((tx) => verb(tx, locals.actor, typed.id, typed.reason))
		);
		return fault ?? redirect(303, '/redaction/commentaires');
	};

export const actions: Actions = {
	hide: doing(hideComment),
	show: doing(showComment),
	keep: doing(keepComment),
	open: doing(openComments),
	close: doing(closeComments)
};
