import type { ArticleDraft } from '#editorial/articles/index.ts';

/** What this device keeps of a text until the server has it. `base` is what the server had when it was typed. */
export type Copy = { draft: ArticleDraft; base: ArticleDraft | null; version: number; at: number };

/** Where copies are kept: `localStorage`, or nothing when the browser refuses it. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The shelf of this browser; nothing while the page is made on the server, or when the browser refuses one. */
export function shelfHere(): Shelf | undefined {
	try {
		return globalThis.localStorage;
	} catch {
		return undefined;
	}
}

/** Copies of a text that nobody came back for, in milliseconds. */
const lifetime = 60 * 86_400_000;

const prefixOf = (articleId: string, agentId: string) => `unisson.texte/${articleId}/${agentId}/`;

/** The key of one tab: two tabs of the same person never write over each other. */
export const copyKey = (articleId: string, agentId: string, tab: string): string => prefixOf(articleId, agentId) + tab;

/**
 * Keeps a copy; false when there is no room. What it was typed from goes first: without it a conflict can still be
 * shown, only not settled by itself.
 */
export function keepCopy(shelf: Shelf, key: string, copy: Copy): boolean {
	for (const kept of [copy, { ...copy, base: null }]) {
		try {
			shelf.setItem(key, JSON.stringify(kept));
			return true;
		} catch {
			// Full: once more with less.
		}
	}
	return false;
}

/** Takes a copy away, unless its tab has written another one since `seen` was read. */
export function dropCopy(shelf: Shelf, key: string, seen?: string): void {
	if (seen === undefined || shelf.getItem(key) === seen) shelf.removeItem(key);
}

export type FoundCopy = Copy & { key: string; seen: string };

/** Copies of an article that this person left on this device, oldest first. Those past their time are thrown away. */
export function findCopies(shelf: Shelf, articleId: string, agentId: string, now: number): FoundCopy[] {
	const prefix = prefixOf(articleId, agentId);
	const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '');
	const found = keys.filter((key) => key.startsWith(prefix)).flatMap((key) => readCopy(shelf, key));
	const [old, fresh] = [found.filter(({ at }) => now - at > lifetime), found.filter(({ at }) => now - at <= lifetime)];
	for (const { key } of old) shelf.removeItem(key);
	return fresh.sort((a, b) => a.at - b.at);
}

function readCopy(shelf: Shelf, key: string): FoundCopy[] {
	const seen = shelf.getItem(key);
	if (!seen) return [];
	try {
		return [{ ...(JSON.parse(seen) as Copy), key, seen }];
	} catch {
		shelf.removeItem(key);
		return [];
	}
}
