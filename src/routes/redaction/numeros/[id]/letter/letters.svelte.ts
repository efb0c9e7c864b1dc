import type { ReadIssue } from '#editions/publications/index.ts';
import { ask } from '../../../articles/[id]/asking.ts';
import type { Draft } from '../draft.ts';
import type { ShownLetter, Weight } from './shown.ts';

/** Milliseconds without a change before the letter follows. */
const pause = 300;

type Found = { letter: ShownLetter | null; weights: Weight[] };

/**
 * Follows what is composed, one question at a time: while the server answers, only the latest composition waits. The
 * former letter stays on the screen meanwhile, and typing never waits.
 */
export class Letters {
	letter = $state.raw<ShownLetter | null>(null);
	weights = $state.raw<Weight[]>([]);
	page = $state.raw<ReadIssue | null>(null);
	message = $state('');
	isAsking = $state(false);

	#agentId: string;
	#url: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#wanted: { draft: Draft; voice: string } | undefined;

	constructor(agentId: string, url: string) {
		this.#agentId = agentId;
		this.#url = url;
	}

	follow(draft: Draft, voice: string): void {
		this.#wanted = { draft, voice };
		clearTimeout(this.#timer);
		const isOther = this.letter?.structureId !== voice;
		this.#timer = setTimeout(() => void this.#next(), isOther ? 0 : pause);
	}

	/** The page follows what is saved: it is read from where its readers will read it. */
	async readPage(voice: string): Promise<void> {
		const answer = await ask<ReadIssue>(this.#agentId, 'GET', `${this.#url}/page?voix=${voice}`);
		if (answer.kind === 'done') this.page = answer.body;
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#wanted = undefined;
	}

	async #next(): Promise<void> {
		const wanted = this.#wanted;
		if (!wanted || this.isAsking) return;
		this.isAsking = true;
		this.#wanted = undefined;
		const answer = await ask<Found>(this.#agentId, 'POST', `${this.#url}/lettres`, wanted);
		this.isAsking = false;
		if (answer.kind === 'done') {
			this.letter = answer.body.letter;
			this.weights = answer.body.weights;
			this.message = '';
		} else
			this.message =
				answer.kind === 'refused' || answer.kind === 'signed-out'
					? answer.message
					: 'L’aperçu attend une réponse du serveur.';
		void this.#next();
	}
}
