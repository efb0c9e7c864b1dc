import { fail, redirect } from '@sveltejs/kit';
import { listAgents, signIn, signOut, sourceOf } from '#foundation/accounts/index.server.ts';
import { demoPassword, fullName, isDemoAccount, type Agent } from '#foundation/accounts/index.ts';
import { ownPath } from '../access.ts';
import { textOf } from '../refusals.ts';
import { clientAddress, setSessionCookie } from '../visitor.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db, settings, structures } = locals;
	const accounts = settings.demo ? (await listAgents(db)).filter(isDemoAccount).map(shown) : [];
	const chosen = accounts.find(({ email }) => email === url.searchParams.get('compte'));
	return {
		suite: ownPath(url.searchParams.get('suite')),
		isLeaving: url.searchParams.has('au-revoir') && actor.kind === 'anonymous',
		signedInAs: actor.kind === 'agent' ? actor.name : null,
		voices: structures.map(({ slug, name, shortName }) => ({ slug, name, label: shortName })),
		demo: accounts.length > 0 ? { accounts, password: demoPassword } : null,
		filled: chosen ? { email: chosen.email, password: demoPassword } : null
	};
};

const shown = (agent: Agent) => ({ email: agent.email ?? '', name: fullName(agent), jobTitle: agent.jobTitle });

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const form = await request.formData();
		const identifier = textOf(form, 'email').slice(0, 254);
		const result = await signIn(locals.db, {
			identifier,
			password: textOf(form, 'password'),
			source: sourceOf(locals.settings.sessionSecret, clientAddress(event)),
			userAgent: request.headers.get('user-agent') ?? '',
			secret: locals.settings.sessionSecret,
			isDemo: locals.settings.demo
		});
		if (!result.isSignedIn) return fail(result.retryAt ? 429 : 400, { identifier, message: result.message });
		const before = locals.session;
		if (before) await locals.db.transaction().execute((tx) => signOut(tx, before.token));
		setSessionCookie(event, result.token);
		redirect(303, ownPath(textOf(form, 'suite') || url.searchParams.get('suite')));
	}
};
