import { redirect } from '@sveltejs/kit';
import { addTerm, addTerms, changeTerm, listTerms, removeTerm } from '#editorial/lexicon/index.server.ts';
import { canChangeLexicon, starterTerms, termKinds, type TermDraft, type TermKind } from '#editorial/lexicon/index.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db }, url }) => {
	const asked = (name: string) => url.searchParams.get(name) ?? '';
	const text = asked('q').slice(0, 80);
	const kind = termKinds.find((one) => one === asked('forme'));
	const canChange = canChangeLexicon(actor);
	return {
		...{ text, kind: kind ?? '', canChange },
		terms: await listTerms(db, { text, ...(kind && { kind }) }),
		edited: canChange ? asked('ligne') : '',
		done: asked('fait')
	};
};

export const actions: Actions = {
	add: async ({ locals, request, url }) => {
		const typed = await typedIn(request);
		const fault = await attempt({ typed, line: '' }, async () => {
			await locals.db.transaction().execute((tx) => addTerm(tx, locals.actor, typed));
		});
		return fault ?? redirect(303, back(url, `« ${typed.term.trim()} » est dans le lexique.`, typed.kind));
	},
	change: async ({ locals, request, url }) => {
		const typed = await typedIn(request);
		const line = url.searchParams.get('ligne') ?? '';
		const fault = await attempt({ typed, line }, async () => {
			await locals.db.transaction().execute((tx) => changeTerm(tx, locals.actor, line, typed));
		});
		return fault ?? redirect(303, back(url, `« ${typed.term.trim()} » est modifié.`, typed.kind));
	},
	remove: async ({ locals, url }) => {
		const line = url.searchParams.get('ligne') ?? '';
		await locals.db.transaction().execute((tx) => removeTerm(tx, locals.actor, line));
		redirect(303, back(url, 'Le terme n’est plus dans le lexique.'));
	},
	start: async ({ locals, url }) => {
		await locals.db.transaction().execute((tx) => addTerms(tx, locals.actor, starterTerms));
		redirect(303, back(url, 'La liste de départ est dans le lexique : gardez-en ce qui vous sert.'));
	}
};

async function typedIn(request: Request): Promise<TermDraft> {
	const form = await request.formData();
	return {
		kind: textOf(form, 'kind') as TermKind,
		term: textOf(form, 'term'),
		preferred: textOf(form, 'preferred'),
		note: textOf(form, 'note')
	};
}

/** The list as it was filtered, unless what was just written would not be in it. */
function back(url: URL, done: string, kind?: string): string {
	const kept = new URLSearchParams({ fait: done });
	for (const name of ['q', 'forme']) {
		const value = url.searchParams.get(name);
		if (value && !(name === 'forme' && kind && kind !== value)) kept.set(name, value);
	}
	return `/redaction/lexique?${kept}#lexique`;
}
