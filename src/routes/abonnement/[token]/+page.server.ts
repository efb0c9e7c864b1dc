import { redirect } from '@sveltejs/kit';
import { forgetReturnsOf } from '#distribution/bounces/index.server.ts';
import { forgetDeliveries } from '#distribution/mailings/index.server.ts';
import {
	chooseSubscriptions,
	eraseSubscriber,
	findSubscriber,
	listAgentTitles,
	listOwnTitles
} from '#distribution/subscribers/index.server.ts';
import { attempt } from '../../refusals.ts';
import { choicesIn, formTitle } from '../asking.server.ts';
import { ownerOf, personalHeaders } from '../owner.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What somebody receives, by the link of his letters and without a password. Looking changes nothing. */
export const load: PageServerLoad = async ({ locals, params, setHeaders, url }) => {
	setHeaders(personalHeaders);
	const { db, settings, structures } = locals;
	const { subscriberId } = await ownerOf(locals, params.token);
	const subscriber = await findSubscriber(db, subscriberId, settings.sessionSecret);
	const isAgent = Boolean(subscriber?.agentId);
	const titles = subscriber?.agentId
		? await listAgentTitles(db, subscriber.agentId)
		: await listOwnTitles(db, subscriberId);
	return {
		isErased: subscriber === undefined,
		isAgent,
		done: url.searchParams.get('fait'),
		titles: subscriber
			? titles.map(({ publication, structureId }) =>
					formTitle(
						publication,
						structures,
						structures.find(({ id }) => id === structureId)
					)
				)
			: [],
		ticked: titles.flatMap(({ publication, isReceived }) => (isReceived ? publication.id : []))
	};
};

export const actions: Actions = {
	choose: async ({ locals, params, request }) => {
		const { subscriberId } = await ownerOf(locals, params.token);
		const choices = choicesIn(await request.formData());
		await locals.db
			.transaction()
			.execute((tx) => chooseSubscriptions(tx, subscriberId, choices, 'Page des préférences'));
		redirect(303, `/abonnement/${params.token}?fait=choix`);
	},
	leave: async ({ locals, params }) => {
		const { subscriberId } = await ownerOf(locals, params.token);
		await locals.db.transaction().execute((tx) => chooseSubscriptions(tx, subscriberId, [], 'Page des préférences'));
		redirect(303, `/abonnement/${params.token}?fait=tout`);
	},
	erase: async ({ locals, params }) => {
		const { subscriberId } = await ownerOf(locals, params.token);
		const fault = await attempt({}, () =>
			locals.db.transaction().execute((tx) =>
				eraseSubscriber(tx, subscriberId, async (...whom) => {
					await forgetReturnsOf(...whom);
					await forgetDeliveries(tx, subscriberId);
				})
			)
		);
		return fault ?? redirect(303, `/abonnement/${params.token}?fait=efface`);
	}
};
