import type { ArticleDraft } from '#editorial/articles/index.ts';
import { newId } from '#kernel/ids.ts';

/** What this device keeps of a text until the server has it. `base` is what the server had when it was typed. */
export type Copy<Draft = ArticleDraft> = { draft: Draft; base: Draft | null; version: number; at: number };

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

export type FoundCopy<Draft = ArticleDraft> = Copy<Draft> & { key: string; seen: string };

/** What one tab keeps of a text on this device. Each tab has a key of its own: two never write over each other. */
export class Device<Draft = ArticleDraft> {
	#shelf: Shelf | undefined;
	#prefix: string;
	#key: string;
	#adopted: FoundCopy<Draft>[] = [];

	/** `id` is of what is written: an article, an issue. */
	constructor(shelf: Shelf | undefined, id: string, agentId: string) {
		this.#shelf = shelf;
		this.#prefix = `unisson.texte/${id}/${agentId}/`;
		this.#key = this.#prefix + newId();
	}

	/**
	 * Keeps a copy; false when there is no room. What it was typed from goes first: without it a conflict can still be
	 * shown, only not settled by itself.
	 */
	keep(copy: Copy<Draft>): boolean {
		for (const kept of [copy, { ...copy, base: null }]) {
			try {
				this.#shelf?.setItem(this.#key, JSON.stringify(kept));
				return this.#shelf !== undefined;
			} catch {
				// Full: once more with less.
			}
		}
		return false;
	}

	/** Copies that this person left on this device, oldest first. Those past their time are thrown away. */
	find(now: number): FoundCopy<Draft>[] {
		const shelf = this.#shelf;
		if (!shelf) return [];
		const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '');
		const found = keys.filter((key) => key.startsWith(this.#prefix)).flatMap((key) => readCopy<Draft>(shelf, key));
		for (const { key, at } of found) if (now - at > lifetime) shelf.removeItem(key);
		return found.filter(({ at }) => now - at <= lifetime).sort((a, b) => a.at - b.at);
	}

	/** A copy that was found is on the screen now: it goes when the server has it. */
	adopt(copy: FoundCopy<Draft>): void {
		this.#adopted.push(copy);
	}

	/** The server has it all. A copy whose tab has written another one since it was read stays. */
	forget(): void {
		this.#shelf?.removeItem(this.#key);
		for (const { key, seen } of this.#adopted.splice(0))
			if (this.#shelf?.getItem(key) === seen) this.#shelf.removeItem(key);
	}
}

function readCopy<Draft>(shelf: Shelf, key: string): FoundCopy<Draft>[] {
	const seen = shelf.getItem(key);
	if (!seen) return [];
	try {
		return [{ ...(JSON.parse(seen) as Copy<Draft>), key, seen }];
	} catch {
		shelf.removeItem(key);
		return [];
	}
}
