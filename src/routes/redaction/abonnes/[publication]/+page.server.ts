import { redirect } from '@sveltejs/kit';
import {
	countAudience,
	getKept,
	leave,
	listImports,
	listSubscribers,
	subscribe
} from '#distribution/subscribers/index.server.ts';
import { subscriptionStateLabels, type SubscriptionState } from '#distribution/subscribers/index.ts';
import { pageNumber } from '#kernel/pages.ts';
import { attempt, textOf } from '../../../refusals.ts';
import { carriers } from './carriers.ts';
import type { Actions, PageServerLoad } from './$types';

const states = Object.keys(subscriptionStateLabels) as SubscriptionState[];

export const load: PageServerLoad = async ({ locals: { actor, db, settings, structures }, params, url }) => {
	const publication = await getKept(db, actor, params.publication);
	const text = (url.searchParams.get('q') ?? '').slice(0, 100);
	const state = states.find((one) => one === url.searchParams.get('etat'));
	const voices = carriers(publication, structures);
	const voice = voices.find(({ slug }) => slug === url.searchParams.get('voix'));
	const page = pageNumber(url.searchParams.get('page'));
	const filter = { text, page, ...(state && { state }), ...(voice && { structureId: voice.id }) };
	const audience = await countAudience(db, publication, settings.sessionSecret);
	return {
		publication: { title: publication.title, slug: publication.slug, reach: publication.reach },
		...{ voices, text, state: state ?? '', voice: voice?.slug ?? '', done: url.searchParams.get('fait') },
		recipients: audience.reduce((sum, { recipients }) => sum + recipients, 0),
		list: await listSubscribers(db, actor, publication.id, filter),
		imports: (await listImports(db, actor, publication.id)).slice(0, 5)
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const { actor, db, settings } = locals;
		const { id: publicationId } = await getKept(db, actor, params.publication);
		const form = await request.formData();
		const [address, source, voice] = ['address', 'source', 'structure'].map((name) => textOf(form, name));
		const typed = { address: address!, source: source!, structure: voice! };
		const fault = await attempt({ typed }, async () => {
			const draft = {
				address: typed.address,
				publicationId,
				structureId: typed.structure || null,
				source: typed.source
			};
			await db.transaction().execute((tx) => subscribe(tx, actor, draft, settings.sessionSecret));
		});
		return fault ?? redirect(303, `/redaction/abonnes/${params.publication}?fait=ajout#liste`);
	},
	leave: async ({ locals: { actor, db }, params, request }) => {
		const { id: publicationId } = await getKept(db, actor, params.publication);
		const subscriberId = textOf(await request.formData(), 'subscriber');
		const asked = { subscriberId, publicationId, source: 'Désabonné par la rédaction' };
		const fault = await attempt({ typed: { address: '', source: '', structure: '' } }, () =>
			db.transaction().execute((tx) => leave(tx, actor, asked))
		);
		return fault ?? redirect(303, `/redaction/abonnes/${params.publication}?fait=depart#liste`);
	}
};
