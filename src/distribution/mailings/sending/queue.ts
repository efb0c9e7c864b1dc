import { breaker, breakerRest } from '../rules.ts';
import { togetherFor, type Provider } from '../providers.ts';
import type { Job } from './claims.server.ts';

type Lane = { jobs: Job[]; under: number; together: number; putOffInARow: number; restsUntil: number };

/** Letters of one provider held at once beyond which no more are taken: others' must not wait behind them. */
const mostHeld = 60;

/**
 * What one relay has to send, by provider: letters are given out in turn, so that no provider receives a burst, and never
 * more of one at once than it bears. Times are milliseconds.
 */
export class Queue {
	readonly #lanes = new Map<string, Lane>();
	#turn = 0;

	get size(): number {
		return [...this.#lanes.values()].reduce((sum, { jobs }) => sum + jobs.length, 0);
	}

	/** Providers of which nothing more is to be taken for now. */
	full(at: number): string[] {
		return [...this.#lanes].flatMap(([provider, lane]) =>
			(provider !== 'other' && lane.jobs.length >= mostHeld) || lane.restsUntil > at ? [provider] : []
		);
	}

	add(job: Job): void {
		this.#lane(job.provider).jobs.push(job);
	}

	/** The next letter that may go; undefined when all wait. `done` gives its place back. */
	take(at: number): Job | undefined {
		const lanes = [...this.#lanes.values()];
		for (let step = 0; step < lanes.length; step += 1) {
			const lane = lanes[(this.#turn + step) % lanes.length]!;
			if (lane.jobs.length === 0 || lane.restsUntil > at || lane.under >= lane.together) continue;
			this.#turn = (this.#turn + step + 1) % lanes.length;
			lane.under += 1;
			return lane.jobs.shift();
		}
		return undefined;
	}

	/** A letter was dealt with. Two letters put off in a row halve what the provider is given at once; three let it rest. */
	done({ provider }: Job, isPutOff: boolean, at: number): void {
		const lane = this.#lane(provider);
		lane.under -= 1;
		// Mailboxes of everywhere else have nothing in common: one that is full says nothing of the others.
		if (provider === 'other') return;
		lane.putOffInARow = isPutOff ? lane.putOffInARow + 1 : 0;
		const { together, restFor } = breaker(lane.putOffInARow, togetherFor[provider as Provider]);
		lane.together = together;
		if (restFor > 0) {
			lane.restsUntil = at + breakerRest;
			lane.putOffInARow = 0;
		}
	}

	/** Takes everything back that was not begun, or what `unless` does not keep. */
	empty(unless: (job: Job) => boolean = () => false): Job[] {
		const out: Job[] = [];
		for (const lane of this.#lanes.values()) {
			out.push(...lane.jobs.filter((job) => !unless(job)));
			lane.jobs = lane.jobs.filter(unless);
		}
		return out;
	}

	#lane(provider: string): Lane {
		const known = this.#lanes.get(provider);
		if (known) return known;
		const together = togetherFor[provider as Provider] ?? Number.POSITIVE_INFINITY;
		const lane = { jobs: [], together, putOffInARow: 0, restsUntil: 0, under: 0 };
		this.#lanes.set(provider, lane);
		return lane;
	}
}
