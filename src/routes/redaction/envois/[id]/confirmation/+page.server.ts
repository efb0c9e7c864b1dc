import { confirmDeliveries } from '#distribution/mailings/index.server.ts';
import { act, chosenIn } from '../act.server.ts';
import { headOf } from '../head.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => ({
	head: await headOf(db, actor, params.id)
});

export const actions: Actions = {
	default: (event) => act(event, (tx, { actor, id, form }) => confirmDeliveries(tx, actor, id, chosenIn(form)))
};
