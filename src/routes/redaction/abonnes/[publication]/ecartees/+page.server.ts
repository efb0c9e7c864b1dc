import { redirect } from '@sveltejs/kit';
import { getKept, listSuppressions, suppress, unsuppress } from '#distribution/subscribers/index.server.ts';
import { pageNumber } from '#kernel/pages.ts';
import { attempt, textOf } from '../../../../refusals.ts';
import { carriers } from '../carriers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, db, structures }, params, url }) => {
	const publication = await getKept(db, actor, params.publication);
	const { title, slug, id } = publication;
	const page = pageNumber(url.searchParams.get('page'));
	return {
		publication: { title, slug, id },
		voices: carriers(publication, structures),
		list: await listSuppressions(db, actor, publication, page),
		done: url.searchParams.get('fait')
	};
};

export const actions: Actions = {
	add: async ({ locals: { actor, db, settings }, params, request }) => {
		const { id: scope } = await getKept(db, actor, params.publication);
		const address = textOf(await request.formData(), 'address');
		const fault = await attempt({ address, key: '' }, () =>
			db
				.transaction()
				.execute((tx) => suppress(tx, actor, { address, scope, reason: 'manual' }, settings.sessionSecret))
		);
		return fault ?? redirect(303, `/redaction/abonnes/${params.publication}/ecartees?fait=ecartee`);
	},
	remove: async ({ locals: { actor, db }, params, request }) => {
		const form = await request.formData();
		const [key, scope, reason] = ['key', 'scope', 'reason'].map((name) => textOf(form, name));
		const asked = { key: key!, scope: scope!, reason: reason! };
		const fault = await attempt({ address: '', key: asked.key + asked.scope }, () =>
			db.transaction().execute((tx) => unsuppress(tx, actor, asked))
		);
		return fault ?? redirect(303, `/redaction/abonnes/${params.publication}/ecartees?fait=reprise`);
	}
};
