import type { RequestEvent } from '@sveltejs/kit';
import { findOwnAddressVoice } from '#foundation/accounts/index.server.ts';
import { findVoice, readSubscriberToken } from '#distribution/subscribers/index.server.ts';

/** A page reached by a link of somebody's letter wears the face of the structure that wrote it, whoever is signed in. */
export async function wearLetterFace({ route, params, locals }: RequestEvent): Promise<void> {
	const face = await faceBehind(route.id ?? '', params.token ?? '', locals);
	if (face) locals.face = face;
}

function faceBehind(
	route: string,
	token: string,
	{ db, settings }: App.Locals
): Promise<string | undefined> | undefined {
	if (route === '/adresse/[token]') return findOwnAddressVoice(db, token);
	if (!/^\/(des)?abonnement\/\[token\]/.test(route)) return undefined;
	const owner = readSubscriberToken(settings.sessionSecret, token);
	return owner ? findVoice(db, owner) : undefined;
}
