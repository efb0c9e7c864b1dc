import { loadMedia } from '#foundation/media/index.server.ts';
import type { Media } from '#foundation/media/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Db } from '#platform/database/index.server.ts';

/** A picture of the library never changes, and the same few are on every page. */
const kept = new Map<string, Media>();

/** The logo of a structure; undefined while it has none. */
export async function logoOf(db: Db, { identity }: Structure): Promise<Media | undefined> {
	if (!identity.logo) return undefined;
	const known = kept.get(identity.logo);
	if (known) return known;
	const found = (await loadMedia(db, [identity.logo])).get(identity.logo);
	if (found) kept.set(identity.logo, found);
	return found;
}
