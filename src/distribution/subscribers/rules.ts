import type { Publication } from '#editions/publications/index.ts';

/**
 * An address as it is kept and compared: in lower case, out of its angle brackets, with a domain that the network
 * understands. Whether it is one is for `isGoodAddress` to say.
 */
export function plainAddress(text: string): string {
	const bare = text
		.normalize('NFKC')
		.trim()
		.replace(/^(?:mailto:)?<?(?:mailto:)?|>$/gi, '')
		.toLowerCase();
	const at = bare.lastIndexOf('@');
	if (at < 1 || /^[\x21-\x7e]*$/.test(bare)) return bare;
	const domain = `http://${bare.slice(at + 1)}`;
	return URL.canParse(domain) ? `${bare.slice(0, at)}@${new URL(domain).hostname}` : bare;
}

/** Whether letters can go there: one plain address (RFC 5321, without quotes nor literals). In lower case. */
export const isGoodAddress = (address: string): boolean =>
	address.length <= 254 &&
	/^(?!\.)(?!.*\.[.@])[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]+|[a-z]{2,})$/.test(
		address
	);

/** The structure (id) in whose voice a subscription is read: the one chosen while it carries the title, else the owner. */
export function voiceOf({ voices, ownerId }: Pick<Publication, 'voices' | 'ownerId'>, chosen: string | null): string {
	if (chosen !== null && voices.includes(chosen)) return chosen;
	return voices.includes(ownerId) ? ownerId : (voices[0] ?? ownerId);
}

/** A place where somebody works, as lists name it. */
export type Place = { structureId: string; serviceId: string | null; site: string | null };

/** The first of an agent's places at which the lists of a title find him; an internal title without lists finds all. */
export function listedPlace(
	{ voices, reach, settings: { lists } }: Pick<Publication, 'voices' | 'reach' | 'settings'>,
	places: Place[]
): Place | undefined {
	const own = places.filter(({ structureId }) => voices.includes(structureId));
	if (lists.length === 0) return reach === 'internal' ? own[0] : undefined;
	return own.find((place) =>
		lists.some(
			(list) =>
				list.structureId === place.structureId &&
				(list.serviceId === null || list.serviceId === place.serviceId) &&
				(list.site === null || list.site === place.site)
		)
	);
}

const hour = 3_600_000;

/**
 * How often the public form is answered, in attempts and milliseconds: from one place, which a whole town hall or library
 * may share, and to one address, to which it writes.
 */
export const subscriptionDoors = [
	{ failures: 30, lock: hour, forget: hour },
	{ failures: 3, lock: hour, forget: 24 * hour }
] as const;

/**
 * Days after which what was asked is forgotten unless it was confirmed, and a silent address for good (C35); how long before
 * that its owner is told, and how much longer it is kept at most when nobody could tell him.
 */
export const retention = { pendingDays: 30, silentDays: 3 * 365 + 1, warningDays: 30, graceDays: 60 } as const;
