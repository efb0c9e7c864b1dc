import { setTimeout as wait } from 'node:timers/promises';

/** Keeps to a number of letters a second, evenly: never two at once to make up for a pause. 0 sets no limit. */
export class Tempo {
	#perSecond: number;
	#next = 0;

	constructor(perSecond: number) {
		this.#perSecond = perSecond;
	}

	set perSecond(value: number) {
		this.#perSecond = value;
	}

	/** Resolves when the next letter may leave. */
	async turn(): Promise<void> {
		if (this.#perSecond <= 0) return;
		const at = performance.now();
		const moment = Math.max(at, this.#next);
		this.#next = moment + 1000 / this.#perSecond;
		if (moment > at) await wait(moment - at);
	}
}
