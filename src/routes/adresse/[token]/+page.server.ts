import { redirect } from '@sveltejs/kit';
import { confirmOwnAddress, getOwnAddressLink } from '#foundation/accounts/index.server.ts';
import { personalHeaders } from '../../abonnement/owner.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the mail asks to confirm. Looking confirms nothing: programs that follow the links of mails come here too. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders(personalHeaders);
	return getOwnAddressLink(locals.db, params.token);
};

export const actions: Actions = {
	default: async ({ locals, params, url }) => {
		await locals.db.transaction().execute((tx) => confirmOwnAddress(tx, params.token));
		redirect(303, url.pathname);
	}
};
