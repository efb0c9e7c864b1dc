import { loadMedia } from '#foundation/media/index.server.ts';
import type { Media } from '#foundation/media/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Db } from '#platform/database/index.server.ts';

/** The same few are on every page, and a picture of the library changes only when it is replaced. */
const kept = new Map<string, { media: Media | undefined; until: number }>();
const freshFor = 2_000;

/** The logo of a structure; undefined while it has none. */
export async function logoOf(db: Db, { identity }: Structure): Promise<Media | undefined> {
	if (!identity.logo) return undefined;
	const known = kept.get(identity.logo);
	if (known && performance.now() < known.until) return known.media;
	const media = (await loadMedia(db, [identity.logo])).get(identity.logo);
	kept.set(identity.logo, { media, until: performance.now() + freshFor });
	return media;
}
