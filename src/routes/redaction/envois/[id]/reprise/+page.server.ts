import { redirect } from '@sveltejs/kit';
import { startMailing } from '#distribution/mailings/index.server.ts';
import { attempt } from '../../../../refusals.ts';
import { headOf } from '../head.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => ({
	head: await headOf(db, actor, params.id)
});

/** A mailing that had begun goes on with what has not left. */
export const actions: Actions = {
	default: async ({ locals: { db, actor, settings }, params: { id } }) => {
		const fault = await attempt({}, async () => void (await startMailing(db, actor, id, settings)));
		return fault ?? redirect(303, `/redaction/envois/${id}`);
	}
};
