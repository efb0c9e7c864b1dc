import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { mediaOf, type Content } from '#editorial/content/index.ts';
import type { Description, Media } from '#foundation/media/index.ts';
import type { Reach } from '#kernel/reach.ts';
import { ask } from './asking.ts';

/** What is said of a picture when it is added. */
export type PictureWords = Pick<Description, 'altText'> & Partial<Description>;

/** The pictures that this page shows or may show, and the way to add one. */
export class Pictures {
	known: SvelteMap<string, Media>;
	#agentId: string;
	#url: string;

	constructor(media: Record<string, Media>, { agentId, url }: { agentId: string; url: string }) {
		this.known = new SvelteMap(Object.entries(media));
		this.#agentId = agentId;
		this.#url = `${url}/images`;
	}

	/** By id, as components of the editor want it. */
	get all(): Record<string, Media> {
		return Object.fromEntries(this.known);
	}

	/** Whether a text shows something that this page has never heard of: somebody else put it there. */
	lacks(content: Content): boolean {
		return mediaOf(content).some((id) => !this.known.has(id));
	}

	/** Pictures that others brought while this page was open. */
	learn(media: Media[]): void {
		untrack(() => media.forEach((one) => this.known.set(one.id, one)));
	}

	/** Adds a picture to the library. Throws an `Error` whose message is a sentence for the writer. */
	upload = async (file: File, words: PictureWords): Promise<Media> => {
		const form = new FormData();
		form.set('file', file);
		form.set('altText', words.altText);
		for (const name of ['decorative', 'hasPeople'] as const) if (words[name]) form.set(name, 'on');
		for (const name of ['caption', 'credit', 'focalX', 'focalY'] as const) form.set(name, String(words[name] ?? ''));
		return this.#send(this.#url, form);
	};

	/** Adds a document to download, which may travel as far as the article. Throws as `upload`. */
	uploadFile = async (file: File, reach: Reach): Promise<Media> => {
		const form = new FormData();
		form.set('file', file);
		form.set('reach', reach);
		return this.#send(`${this.#url}/documents`, form);
	};

	async #send(url: string, form: FormData): Promise<Media> {
		const answer = await ask<Media>(this.#agentId, 'POST', url, form);
		if (answer.kind === 'done') {
			this.learn([answer.body]);
			return answer.body;
		}
		if (answer.kind === 'refused' || answer.kind === 'signed-out') throw new Error(answer.message);
		throw new Error('L’envoi a échoué. Vérifiez votre connexion, puis recommencez.');
	}
}
