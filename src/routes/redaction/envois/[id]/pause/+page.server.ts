import { pauseMailing } from '#distribution/mailings/index.server.ts';
import { act } from '../act.server.ts';
import { headOf } from '../head.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => ({
	head: await headOf(db, actor, params.id)
});

/** Keeps what has not left; of a mailing that is only planned, nothing has, and its moment is called off. */
export const actions: Actions = {
	default: (event) =>
		act(event, async (tx, { actor, id }) => {
			const { state } = await headOf(tx, actor, id);
			await pauseMailing(tx, actor, id, state === 'scheduled' ? 'Le départ prévu a été annulé.' : undefined);
		})
};
