import { redirect } from '@sveltejs/kit';
import { leaveAsAgent, listAgentTitles, subscribeAsAgent } from '#distribution/subscribers/index.server.ts';
import {
	changePassword,
	findOwnAddress,
	getAgent,
	listSessions,
	signOutEverywhere
} from '#foundation/accounts/index.server.ts';
import { deviceOf, endsSoon, passwordAdvice, roleLabels, type Grant } from '#foundation/accounts/index.ts';
import { getNoticePreference, setNoticePreference } from '#foundation/notices/index.server.ts';
import type { NoticePreference } from '#foundation/notices/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { listServices } from '#foundation/structures/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import { attempt, textOf } from '../refusals.ts';
import { setSessionCookie } from '../visitor.server.ts';
import { ownAddressActions } from './own-address.server.ts';
import { signedIn } from './signed-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, session } = signedIn(locals);
	const { db, reader, structures } = locals;
	const [agent, sessions, services, preference, titles, own] = await Promise.all([
		getAgent(db, actor.id),
		listSessions(db, actor.id),
		listServices(db),
		getNoticePreference(db, actor.id),
		listAgentTitles(db, actor.id),
		findOwnAddress(db, actor)
	]);
	const memberships = agent.memberships.flatMap(({ structureId, serviceId }) => {
		const structure = structures.find(({ id }) => id === structureId);
		const service = services.find(({ id }) => id === serviceId)?.name ?? '';
		return structure
			? [{ slug: structure.slug, name: structure.name, service, isRead: structureId === reader?.structure }]
			: [];
	});
	const { firstName, lastName, jobTitle, email, staffNumber } = agent;
	return {
		agent: { firstName, lastName, jobTitle, email, staffNumber },
		...{ memberships, preference, own: own ?? null },
		titles: titles.map(({ publication: { id, title, tagline, cadence, kind, isService }, isReceived }) => ({
			...{ id, title, tagline, cadence, kind, isService, isReceived }
		})),
		roles: await described(locals, actor.grants),
		sessions: sessions.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
			device: deviceOf(userAgent),
			createdAt,
			lastSeenAt,
			isThis: id === session.id
		})),
		end: { at: session.expiresAt, isSoon: endsSoon(session.expiresAt, now()) },
		advice: passwordAdvice({ isAdmin: actor.grants.some(({ role }) => role === 'admin') }),
		hasChanged: url.searchParams.has('change'),
		hasChosen: url.searchParams.has('avis'),
		hasSubscribed: url.searchParams.has('abonnement'),
		addressDone: url.searchParams.get('adresse') ?? ''
	};
};

/** "Rédaction : Ville de Brézanne" */
async function described({ db, structures }: App.Locals, grants: Grant[]): Promise<string[]> {
	if (grants.length === 0) return [];
	const names = new Map([...structures, ...(await listSections(db))].map(({ id, name }) => [id, name]));
	return grants.map(({ role, scope }) => {
		const place = scope.kind === 'everything' ? 'partout' : (names.get(scope.id) ?? 'une publication');
		return `${roleLabels[role]} : ${place}`;
	});
}

export const actions: Actions = {
	...ownAddressActions,
	password: async ({ locals, request }) => {
		const { actor, session } = signedIn(locals);
		const form = await request.formData();
		const [current, password, again] = ['current', 'password', 'again'].map((name) => textOf(form, name)) as [
			string,
			string,
			string
		];
		const failure = await attempt({}, async () => {
			if (password !== again) {
				const message = 'Les deux saisies du nouveau mot de passe diffèrent.';
				throw new Invalid(message, { again: message });
			}
			await changePassword(locals.db, actor, { current, password, sessionId: session.id });
		});
		return failure ?? redirect(303, '/compte?change=1#mot-de-passe');
	},
	mail: async ({ locals, request }) => {
		const { actor } = signedIn(locals);
		const form = await request.formData();
		const hours = ['hour', 'weekday', 'quietFrom', 'quietTo'].map((name) => [name, Number(textOf(form, name))]);
		const wanted = { mail: textOf(form, 'mail'), ...Object.fromEntries(hours) } as NoticePreference;
		const failure = await attempt({ wanted }, () =>
			locals.db.transaction().execute((tx) => setNoticePreference(tx, actor, wanted))
		);
		return failure ?? redirect(303, '/compte?avis=1#avis');
	},
	subscription: async ({ locals, request, url }) => {
		const { actor } = signedIn(locals);
		const publicationId = textOf(await request.formData(), 'publication');
		const change = url.searchParams.get('geste') === 'quitter' ? leaveAsAgent : subscribeAsAgent;
		const failure = await attempt({}, () => locals.db.transaction().execute((tx) => change(tx, actor, publicationId)));
		return failure ?? redirect(303, '/compte?abonnement=1#abonnements');
	},
	everywhere: async (event) => {
		const { actor } = signedIn(event.locals);
		await event.locals.db.transaction().execute((tx) => signOutEverywhere(tx, actor));
		setSessionCookie(event, undefined);
		redirect(303, '/connexion?au-revoir=1');
	}
};
