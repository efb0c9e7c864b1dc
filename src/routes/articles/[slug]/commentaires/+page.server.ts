import { redirect, type RequestEvent } from '@sveltejs/kit';
import { getAnswered } from '#editorial/articles/index.server.ts';
import { addComment, getDiscussion, reportComment, withdrawComment } from '#editorial/comments/index.server.ts';
import { personally } from '../../../personal.server.ts';
import { readerHere } from '../../../reading.server.ts';
import { answer } from '../../../answer.server.ts';
import { attempt, textOf } from '../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** A form of the discussion alone, where it comes back with its faults; it begins on the article's own page. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { id, slug, title } = await getAnswered(locals.db, readerHere(locals, url), { slug: params.slug });
	const { isOpen, hasAccepted } = await getDiscussion(locals.db, personally(locals), id);
	return { slug, title, isOpen, hasAccepted };
};

const whoIn = ({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) =>
	[personally(locals), readerHere(locals, url)] as const;

export const actions: Actions = {
	add: async (event) => {
		const { locals, params } = event;
		const form = await event.request.formData();
		const typed = { body: textOf(form, 'body'), comment: '', reason: '' };
		let id = '';
		const fault = await attempt({ typed }, async () => {
			const comment = { body: typed.body, accepts: form.has('accepts') };
			({ id } = await locals.db.transaction().execute((tx) => addComment(tx, ...whoIn(event), params.slug, comment)));
		});
		return fault ?? redirect(303, `/articles/${params.slug}#commentaire-${id}`);
	},
	report: async (event) => {
		const { locals, params } = event;
		const form = await event.request.formData();
		const typed = { body: '', comment: textOf(form, 'comment'), reason: textOf(form, 'reason') };
		const fault = await attempt({ typed }, async () => {
			const { comment, reason } = typed;
			await locals.db.transaction().execute((tx) => reportComment(tx, ...whoIn(event), params.slug, comment, reason));
		});
		return fault ?? redirect(303, `/articles/${params.slug}#commentaire-${typed.comment}`);
	},
	withdraw: (event) =>
		answer(event, 'commentaires', (tx, { actor, reader, form }) =>
			withdrawComment(tx, actor, reader, event.params.slug, textOf(form, 'comment'))
		)
};
