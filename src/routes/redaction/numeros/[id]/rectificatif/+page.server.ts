import { redirect } from '@sveltejs/kit';
import { getIssueCorrections, sayInNextIssue } from '#distribution/corrections/index.server.ts';
import { attempt, textOf } from '../../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db }, params, url }) => {
	const { publication, issue, outAt, corrections } = await getIssueCorrections(db, actor, params.id);
	return {
		publication: { slug: publication.slug, title: publication.title, voices: publication.voices },
		issue: { id: issue.id, number: issue.number, date: issue.date },
		...{ outAt, corrections },
		done: url.searchParams.get('fait') ?? ''
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const articleId = textOf(await request.formData(), 'article');
		let number = 0;
		const fault = await attempt({}, async () => {
			const next = await locals.db
				.transaction()
				.execute((tx) => sayInNextIssue(tx, locals.actor, params.id, articleId));
			number = next.number;
		});
		const done = `Le rectificatif est dans le numéro ${number}, à relire avec lui.`;
		return fault ?? redirect(303, `/redaction/numeros/${params.id}/rectificatif?fait=${encodeURIComponent(done)}`);
	}
};
