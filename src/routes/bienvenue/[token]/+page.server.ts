import { redirect } from '@sveltejs/kit';
import { choosePassword, getLink } from '#foundation/accounts/index.server.ts';
import { fullName, passwordAdvice } from '#foundation/accounts/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { attempt, textOf } from '../../refusals.ts';
import { setSessionCookie } from '../../visitor.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { agent, expiresAt } = await getLink(locals.db, params.token);
	const isAdmin = !agent || agent.grants.some(({ role }) => role === 'admin');
	return {
		agent: agent && {
			name: fullName(agent),
			firstName: agent.firstName,
			identifier: agent.email ?? agent.staffNumber ?? ''
		},
		expiresAt,
		advice: passwordAdvice({ isAdmin })
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const form = await request.formData();
		const person = {
			firstName: textOf(form, 'firstName'),
			lastName: textOf(form, 'lastName'),
			email: textOf(form, 'email')
		};
		const password = textOf(form, 'password');
		const failure = await attempt({ person }, async () => {
			if (password !== textOf(form, 'again')) {
				const message = 'Les deux saisies du mot de passe diffèrent.';
				throw new Invalid(message, { again: message });
			}
			const userAgent = request.headers.get('user-agent') ?? '';
			setSessionCookie(event, await choosePassword(locals.db, params.token, { password, person, userAgent }));
		});
		return failure ?? redirect(303, '/');
	}
};
