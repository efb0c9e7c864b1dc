import type { RequestEvent } from '@sveltejs/kit';
import { findVoice, readSubscriberToken } from '#distribution/subscribers/index.server.ts';

/** A page reached by a link of somebody's letter wears the face of the structure that wrote it, whoever is signed in. */
export async function wearLetterFace({ route, params, locals }: RequestEvent): Promise<void> {
	if (!/^\/(des)?abonnement\/\[token\]/.test(route.id ?? '')) return;
	const owner = readSubscriberToken(locals.settings.sessionSecret, params.token ?? '');
	const face = owner && (await findVoice(locals.db, owner));
	if (face) locals.face = face;
}
