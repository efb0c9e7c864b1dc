import { redirect } from '@sveltejs/kit';
import { signOut } from '#foundation/accounts/index.server.ts';
import { setSessionCookie } from '../visitor.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		const { db, session } = event.locals;
		if (session) await db.transaction().execute((tx) => signOut(tx, session.token));
		setSessionCookie(event, undefined);
		redirect(303, '/connexion?au-revoir=1');
	}
};
