import { redirect } from '@sveltejs/kit';
import {
	confirmSubscriptions,
	listOwnTitles,
	readConfirmationToken,
	subscriberToken
} from '#distribution/subscribers/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Actions, PageServerLoad } from './$types';

function subscriberOf({ settings }: App.Locals, token: string): string {
	const id = readConfirmationToken(settings.sessionSecret, token);
	if (!id)
		throw new NotFound('Ce lien n’est pas entier : ouvrez-le depuis le courriel, ou recopiez-le d’un bout à l’autre.');
	return id;
}

/** What the mail asks to confirm. Looking confirms nothing: programs that follow the links of mails come here too. */
export const load: PageServerLoad = async ({ locals, params, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
	const subscriberId = subscriberOf(locals, params.token);
	const titles = await listOwnTitles(locals.db, subscriberId);
	const named = (wanted: string) =>
		titles.filter(({ state }) => state === wanted).map(({ publication: { id, title } }) => ({ id, title }));
	const [first] = named('active');
	const token = first && subscriberToken(locals.settings.sessionSecret, { subscriberId, publicationId: first.id });
	return {
		...{ pending: named('pending'), active: named('active') },
		isDone: url.searchParams.has('fait'),
		preferences: token ? `/abonnement/${token}` : null
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request, url }) => {
		const subscriberId = subscriberOf(locals, params.token);
		const titles = (await request.formData()).getAll('titles').map(String);
		await locals.db.transaction().execute((tx) => confirmSubscriptions(tx, subscriberId, titles));
		const structure = url.searchParams.get('structure');
		redirect(303, `${url.pathname}?${new URLSearchParams({ fait: '1', ...(structure && { structure }) })}`);
	}
};
