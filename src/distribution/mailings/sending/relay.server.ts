import { setTimeout as wait } from 'node:timers/promises';
import { log } from '#platform/log.server.ts';
import { openSession, SmtpUnreachable, type SmtpOutcome, type SmtpSession } from '#platform/smtp/session.server.ts';
import { poolOf } from '#platform/smtp/url.ts';
import type { Job } from './claims.server.ts';
import type { Letter } from './letters.server.ts';
import { OutboxSession } from './outbox.server.ts';
import { Queue } from './queue.ts';
import { Tempo } from './tempo.ts';

/** Letters on one connection: what Orange asks, and no hardship for the others. */
const perConnection = 100;

/** How the engine above deals with a letter. */
export type Desk = {
	letterOf(job: Job): Promise<Letter>;
	/** Gives one letter on an open connection, and writes down what became of it. */
	deliver(session: SmtpSession, job: Job, letter: Letter): Promise<SmtpOutcome>;
	/** The server of these letters cannot be spoken to. Answers whether to go on trying. */
	lament(jobs: Job[], fault: SmtpUnreachable, tries: number): Promise<void>;
	/** Waits for the turn of a letter among all that leave. */
	turn(): Promise<void>;
};

/** One way out: the connections to a server (or the outbox), and what waits for them. */
export class Relay {
	readonly queue = new Queue();
	readonly #url: string | undefined;
	readonly #outbox: string;
	readonly #desk: Desk;
	readonly #tempo: Tempo;
	readonly #slots: Promise<void>[];
	/** Letters being given. */
	busy = 0;
	#isStopped = false;
	#restsUntil = 0;
	#tries = 0;
	#bell: (() => void)[] = [];
	readonly #sessions = new Set<SmtpSession>();

	constructor(url: string | undefined, outbox: string, desk: Desk) {
		this.#url = url;
		this.#outbox = outbox;
		this.#desk = desk;
		this.#tempo = new Tempo(url ? Number(new URL(url).searchParams.get('rate')) || 0 : 0);
		const size = url ? poolOf(url) : 1;
		this.#slots = Array.from({ length: size }, () => this.#work());
	}

	get isIdle(): boolean {
		return this.busy === 0 && this.queue.size === 0;
	}

	get isResting(): boolean {
		return this.#restsUntil > performance.now();
	}

	add(jobs: Job[]): void {
		for (const job of jobs) this.queue.add(job);
		this.#ring();
	}

	/** Ends what is being given; the rest stays in the queue. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		this.#ring();
		await Promise.all(this.#slots);
	}

	/** Ends at once: what was being given may have arrived, and is noted so. */
	abort(): void {
		for (const session of this.#sessions) session.close();
	}

	#ring(): void {
		for (const wake of this.#bell.splice(0)) wake();
	}

	async #work(): Promise<void> {
		let session: SmtpSession | undefined;
		while (!this.#isStopped) {
			const job = this.isResting ? undefined : this.queue.take(performance.now());
			if (!job) {
				if (session && this.queue.size === 0) session = this.#part(session);
				await this.#rest();
				continue;
			}
			this.busy += 1;
			let isPutOff = false;
			try {
				const letter = await this.#desk.letterOf(job);
				await this.#tempo.turn();
				await this.#desk.turn();
				if (!session?.isOpen || session.count >= perConnection) {
					session = this.#part(session);
					session = await this.#open(letter);
				}
				const outcome = await this.#desk.deliver(session, job, letter);
				isPutOff = [421, 450, 451].includes(outcome.code ?? 0);
				this.#tries = outcome.state === 'lost' ? this.#tries + 1 : 0;
				if (this.#tries >= 5) throw new SmtpUnreachable(outcome.response, false);
			} catch (error) {
				session = this.#part(session);
				await this.#suffer(job, error);
			}
			this.queue.done(job, isPutOff, performance.now());
			this.busy -= 1;
			// A place that was given back may be what another connection waits for.
			this.#ring();
		}
		this.#part(session);
	}

	#part(session: SmtpSession | undefined): undefined {
		session?.close();
		if (session) this.#sessions.delete(session);
		return undefined;
	}

	async #open({ subject }: Letter): Promise<SmtpSession> {
		const session = this.#url ? await openSession(this.#url) : new OutboxSession(this.#outbox, subject);
		this.#sessions.add(session);
		return session;
	}

	/** A server that does not answer is left alone longer each time: a second, two, four… up to five minutes. */
	async #suffer(job: Job, error: unknown): Promise<void> {
		const fault = error instanceof SmtpUnreachable ? error : new SmtpUnreachable(String(error), false);
		// Connections that fail together are one failure.
		if (!this.isResting) {
			this.#tries += 1;
			this.#restsUntil = performance.now() + Math.min(1000 * 2 ** (this.#tries - 1), 300_000);
			log.warn({ fault: fault.message, tries: this.#tries }, 'a mail server cannot be spoken to');
		}
		await this.#desk.lament([job], fault, this.#tries);
	}

	/** Until something comes, or a moment. */
	async #rest(): Promise<void> {
		const timer = new AbortController();
		const rung = new Promise<void>((resolve) => this.#bell.push(resolve));
		await Promise.race([rung, wait(250, undefined, { signal: timer.signal }).catch(() => {})]);
		timer.abort();
	}
}
