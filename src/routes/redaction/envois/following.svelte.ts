import type { Live } from './live.ts';

/** Milliseconds between two looks: letters leave by the second, and what waits changes now and then. */
const delays = { moving: 1_500, waiting: 8_000, lost: 5_000 };

/** A request that never gets an answer counts as lost, in milliseconds. */
const patience = 10_000;

/** Follows one mailing while its page is open: nothing is asked for when the page is not seen. */
export class Following {
	live: Live = $state.raw() as Live;
	/** The server does not answer for the moment; what is shown is what was last known. */
	isLost = $state(false);

	readonly #url: string;
	readonly #onchange: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isOpen = false;

	/** `onchange` is called when the mailing has come to another state, whose page is another. */
	constructor(id: string, first: Live, onchange: () => void) {
		this.live = first;
		this.#url = `/redaction/envois/${id}/etat`;
		this.#onchange = onchange;
	}

	start(): void {
		this.#isOpen = true;
		this.#wait();
	}

	stop(): void {
		this.#isOpen = false;
		clearTimeout(this.#timer);
	}

	#wait(): void {
		if (!this.#isOpen || ['closed', 'cancelled'].includes(this.live.state)) return;
		const isMoving = ['preparing', 'sending'].includes(this.live.state);
		this.#timer = setTimeout(
			() => void this.#look(),
			this.isLost ? delays.lost : delays[isMoving ? 'moving' : 'waiting']
		);
	}

	async #look(): Promise<void> {
		const before = this.live;
		if (!document.hidden) await this.#ask();
		if (!this.#isOpen) return;
		if (before.state !== this.live.state || before.counts.uncertain !== this.live.counts.uncertain) this.#onchange();
		this.#wait();
	}

	async #ask(): Promise<void> {
		try {
			const response = await fetch(this.#url, {
				headers: { accept: 'application/json' },
				signal: AbortSignal.timeout(patience)
			});
			this.isLost = !response.ok;
			if (response.ok) this.live = (await response.json()) as Live;
		} catch {
			this.isLost = true;
		}
	}
}
