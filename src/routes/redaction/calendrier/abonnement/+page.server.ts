import { findCalendarLink, renewCalendarLink, revokeCalendarLink } from '#editions/calendar/index.server.ts';
import { personally } from '../../../personal.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	link: await findCalendarLink(locals.db, personally(locals).id)
});

export const actions: Actions = {
	/** The address is in the answer to the form and nowhere else: it is kept as a hash. */
	renew: async ({ locals, url }) => {
		const actor = personally(locals);
		const { token } = await locals.db.transaction().execute((tx) => renewCalendarLink(tx, actor));
		const origin = locals.settings.hasOrigin ? locals.settings.origin : url.origin;
		return { address: `${origin}/calendrier/${token}.ics` };
	},
	revoke: async ({ locals }) => {
		const actor = personally(locals);
		await locals.db.transaction().execute((tx) => revokeCalendarLink(tx, actor));
		return { isRevoked: true };
	}
};
