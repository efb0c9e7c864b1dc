import { findTitle, readSubscriberToken } from '#distribution/subscribers/index.server.ts';
import { NotFound } from '#kernel/errors.ts';

/** Who holds a letter's link, and the title of that letter. Throws `NotFound` for what we did not make. */
export async function ownerOf({ db, settings }: App.Locals, token: string) {
	const owner = readSubscriberToken(settings.sessionSecret, token);
	const publication = owner && (await findTitle(db, owner.publicationId));
	if (!owner || !publication)
		throw new NotFound('Ce lien n’est pas entier : ouvrez-le depuis votre lettre, ou recopiez-le d’un bout à l’autre.');
	return { ...owner, publication };
}

/** Pages of a personal link are kept by nobody and found by no engine. */
export const personalHeaders = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' };
