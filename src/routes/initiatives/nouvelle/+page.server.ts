import { redirect } from '@sveltejs/kit';
import { proposeInitiative } from '#editorial/initiatives/index.server.ts';
import type { InitiativeInput } from '#editorial/initiatives/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { personally } from '../../personal.server.ts';
import { readerHere } from '../../reading.server.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions } from './$types';
import { keepPhoto } from './photo.server.ts';

const inputOf = (form: FormData): InitiativeInput => ({
	title: textOf(form, 'title'),
	done: textOf(form, 'done'),
	change: textOf(form, 'change'),
	team: textOf(form, 'team'),
	picture: textOf(form, 'picture'),
	pictureAlt: textOf(form, 'pictureAlt')
});

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const { db, store } = locals;
		const actor = personally(locals);
		const reader = readerHere(locals, url);
		const form = await request.formData();
		const typed = inputOf(form);
		const hasPeople = form.has('hasPeople');
		const said = { altText: typed.pictureAlt, hasPeople };
		const photo = await keepPhoto({ db, actor, store }, form.get('photo'), said);
		if (photo && 'id' in photo) typed.picture = photo.id;
		const fault = await attempt({ typed, hasPeople }, async () => {
			await db.transaction().execute(async (tx) => {
				await proposeInitiative(tx, actor, reader, typed);
				if (photo && 'fault' in photo) throw new Invalid('La photo n’a pas pu être prise.', photo.fault);
			});
		});
		return fault ?? redirect(303, '/initiatives/mes-initiatives?recue');
	}
};
