import type { ArticleDraft } from '#editorial/articles/index.ts';
import type { Preview } from '#editions/previews/index.ts';
import type { Reach } from '#kernel/reach.ts';
import { ask } from '../asking.ts';

/** Milliseconds without a key before the preview follows. */
const pause = 120;

/**
 * Follows what is typed, one question at a time: while the server answers, only the latest text waits. The former
 * preview stays on the screen meanwhile.
 */
export class Previewing {
	found = $state.raw<Preview>();
	message = $state('');

	#agentId: string;
	#url: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#wanted: { draft: ArticleDraft; reach: Reach } | undefined;
	#isAsking = false;

	constructor(agentId: string, articleId: string) {
		this.#agentId = agentId;
		this.#url = `/redaction/articles/${articleId}/apercu`;
	}

	follow(draft: ArticleDraft, reach: Reach): void {
		this.#wanted = { draft, reach };
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#next(), this.found ? pause : 0);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#wanted = undefined;
	}

	async #next(): Promise<void> {
		const wanted = this.#wanted;
		if (!wanted || this.#isAsking) return;
		this.#isAsking = true;
		this.#wanted = undefined;
		const answer = await ask<Preview>(this.#agentId, 'POST', this.#url, wanted);
		this.#isAsking = false;
		if (answer.kind === 'done') {
			this.found = answer.body;
			this.message = '';
		} else {
			this.message =
				answer.kind === 'refused' || answer.kind === 'signed-out' ? answer.message : 'Pas de réponse du serveur.';
		}
		void this.#next();
	}
}
