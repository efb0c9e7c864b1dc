import { stillReceives } from '#distribution/subscribers/index.server.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { Settled } from '../rules.ts';
import type { Job } from './claims.server.ts';

export type Result = Settled & {
	id: string;
	/** Whether it counts as one more attempt. */
	isAttempt: boolean;
	code: number | null;
	response: string;
};

type Mark = { job: Job; resolve: (mayGo: boolean) => void; reject: (error: unknown) => void };

/** Milliseconds that a mark waits for others at the most. */
const longestWait = 8;

/**
 * Writes down what is about to leave and what became of it, all that gathers meanwhile in one transaction: with several
 * connections a durable mark costs each of them almost nothing. A result is never written after a mark that was asked for
 * later, so that at most one letter of each connection is marked as being sent.
 */
export class Ledger {
	readonly #db: Db;
	readonly #worker: string;
	readonly #secret: string;
	readonly #expected: () => number;
	#marks: Mark[] = [];
	#results: Result[] = [];
	#writing: Promise<void> | undefined;
	#ring: (() => void) | undefined;
	#took = 0;
	/** Why it could not write, once it could not: nothing may leave any more. */
	fault: unknown;

	/** `expected`: how many letters are being given at this moment. */
	constructor(db: Db, worker: string, secret: string, expected: () => number) {
		this.#expected = expected;
		this.#db = db;
		this.#worker = worker;
		this.#secret = secret;
	}

	/** Resolves once it is durably known that this letter is being sent; false when it must not be. */
	mark(job: Job): Promise<boolean> {
		return new Promise((resolve, reject) => {
			this.#marks.push({ job, resolve, reject });
			this.#wake();
		});
	}

	record(result: Result): void {
		this.#results.push(result);
		this.#wake();
	}

	/** Resolves when all that was said is written. */
	async settled(): Promise<void> {
		while (this.#writing) await this.#writing;
		if (this.fault) throw this.fault;
	}

	/**
	 * Writes once everybody who is about to send has said so, and at the latest after as long as writing took last time:
	 * on a disk that takes milliseconds to be sure, ten marks together cost what one does.
	 */
	#wake(): void {
		if (this.#marks.length >= this.#expected()) this.#ring?.();
		this.#writing ??= this.#gathered()
			.then(() => this.#write())
			.finally(() => {
				this.#writing = undefined;
				if (this.#marks.length > 0 || this.#results.length > 0) this.#wake();
			});
	}

	#gathered(): Promise<void> {
		return new Promise((resolve) => {
			const end = () => (clearTimeout(timer), (this.#ring = undefined), resolve());
			const timer = setTimeout(end, Math.min(this.#took, longestWait));
			this.#ring = () => setImmediate(end);
			if (this.#marks.length >= this.#expected()) this.#ring();
		});
	}

	async #write(): Promise<void> {
		const [marks, results] = [this.#marks.splice(0), this.#results.splice(0)];
		const start = performance.now();
		try {
			const may = await this.#db.transaction().execute(async (tx) => {
				for (const result of results) await this.#keep(tx, result);
				return marks.length > 0 ? this.#begin(tx, marks) : new Set<string>();
			});
			this.#took = performance.now() - start;
			for (const { job, resolve } of marks) resolve(may.has(job.id));
		} catch (error) {
			this.fault = error;
			for (const { reject } of marks) reject(error);
		}
	}

	#keep(tx: Tx, { id, state, nextAt, isAttempt, code, response }: Result): Promise<unknown> {
		return tx
			.updateTable('delivery')
			.set((eb) => ({
				...{ state, nextAt, code, response, at: now(), holder: null },
				attempts: isAttempt ? eb('attempts', '+', 1) : eb.ref('attempts')
			}))
			.where('id', '=', id)
			.where('holder', '=', this.#worker)
			.execute();
	}

	/** Those that may go: still ours, of a mailing on its way, to somebody who has not left meanwhile. */
	async #begin(tx: Tx, marks: Mark[]): Promise<Set<string>> {
		const receiving = new Set<string>();
		const gone: string[] = [];
		for (const [publicationId, some] of Map.groupBy(marks, ({ job }) => job.publicationId)) {
			const people = some.map(({ job }) => job.subscriberId);
			const still = await stillReceives(tx, people, publicationId, this.#secret);
			for (const { job } of some)
				if (still.has(job.subscriberId)) receiving.add(job.id);
				else gone.push(job.id);
		}
		const own = () => tx.updateTable('delivery').where('holder', '=', this.#worker);
		if (gone.length > 0)
			await own()
				.set({ state: 'skipped', holder: null, at: now(), response: 'A quitté ce titre depuis' })
				.where('id', 'in', gone)
				.execute();
		if (receiving.size === 0) return receiving;
		const begun = await own()
			.set({ state: 'sending', at: now() })
			.where('id', 'in', [...receiving])
			.where('state', 'in', ['pending', 'deferred'])
			.where('mailingId', 'in', tx.selectFrom('mailing').select('id').where('state', '=', 'sending'))
			.returning('id')
			.execute();
		return new Set(begun.map(({ id }) => id));
	}
}
