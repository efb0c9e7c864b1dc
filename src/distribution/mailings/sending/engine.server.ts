import { setTimeout as wait } from 'node:timers/promises';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';
import type { SmtpOutcome, SmtpSession, SmtpUnreachable } from '#platform/smtp/session.server.ts';
import { alarmOf, alarmWindow, settle } from '../rules.ts';
import { claim, hasDue, hasWork, nextMoment, release, settleMailings, type Job } from './claims.server.ts';
import { Ledger } from './ledger.server.ts';
import { loadMailingLetter, ownOf, returnOf, type Letter, type PostSettings } from './letters.server.ts';
import { Relay, type Desk } from './relay.server.ts';
import { Tempo } from './tempo.ts';
import { beat, enrol, leaveWork, takeOver } from './workers.server.ts';

/** Letters that a worker holds beyond those being given: enough to keep connections busy, few enough to stop at once. */
const mostHeld = 400;

/** Milliseconds between two looks at what there is to send, and between two signs of life. */
const lookEvery = 400;
const beatEvery = 5_000;

/** Failures to reach a server after which its mailings wait for a person. */
const mostTries = 6;

/** How long a worker that stops when idle still waits for a letter that is due in a moment. */
const soon = 15_000;

/** Milliseconds that letters under way are given to end when sending stops. */
const patience = 8_000;

export type SendingOptions = {
	settings: PostSettings;
	/** `idle`: until nothing is due; `done`: until no mailing is on its way. Without it, until `signal`. */
	until?: 'idle' | 'done';
	signal?: AbortSignal;
};

/**
 * Sends what is to be sent, as long as `options` say. Answers how many letters servers took.
 * `db` must be a handle of its own, whose commits are durable: a letter is marked before it is given. Several of these may
 * run at once, in one process or many: none sends what another holds.
 */
export async function sendMailings(db: Db, options: SendingOptions): Promise<number> {
	const worker = await enrol(db);
	const engine = new Engine(db, worker, options);
	try {
		return await engine.run();
	} finally {
		await leaveWork(db, worker);
	}
}

const letterKey = ({ mailingId, structureId }: Job): string => `${mailingId} ${structureId}`;

class Engine implements Desk {
	readonly #db: Db;
	readonly #settings: PostSettings;
	readonly #options: SendingOptions;
	readonly #ledger: Ledger;
	readonly #tempo: Tempo;
	readonly #relays = new Map<string, Relay>();
	readonly #letters = new Map<string, Promise<Letter>>();
	readonly #latest = new Map<string, SmtpOutcome['state'][]>();
	#worker: string;
	#accepted = 0;
	#beatAt = 0;
	/** Something was done since the last look at which mailings are over. */
	#hasNews = true;

	constructor(db: Db, worker: string, options: SendingOptions) {
		this.#db = db;
		this.#worker = worker;
		this.#options = options;
		this.#settings = options.settings;
		this.#tempo = new Tempo(options.settings.mailRate);
		this.#ledger = new Ledger(db, worker, options.settings.sessionSecret, () => this.#underWay);
	}

	async run(): Promise<number> {
		try {
			while (!this.#options.signal?.aborted) {
				await this.#beat();
				const taken = await this.#fill();
				if (this.#ledger.fault) throw this.#ledger.fault;
				if (taken > 0) continue;
				if (this.#isIdle && (await this.#isOver())) break;
				await wait(this.#isIdle ? lookEvery : 20, undefined, { signal: this.#options.signal }).catch(() => {});
			}
		} finally {
			await this.#stop();
		}
		return this.#accepted;
	}

	get #underWay(): number {
		return [...this.#relays.values()].reduce((sum, { busy }) => sum + busy, 0);
	}

	get #isIdle(): boolean {
		return [...this.#relays.values()].every(({ isIdle }) => isIdle);
	}

	async #isOver(): Promise<boolean> {
		await this.#ledger.settled();
		if (this.#hasNews) await settleMailings(this.#db);
		this.#hasNews = false;
		const { until } = this.#options;
		if (until !== 'idle') return until === 'done' && !(await hasWork(this.#db));
		const next = await nextMoment(this.#db);
		if (next !== null && Date.parse(next) - Date.parse(now()) < soon) return false;
		return true;
	}

	async #beat(): Promise<void> {
		if (performance.now() < this.#beatAt) return;
		this.#beatAt = performance.now() + beatEvery;
		const { workers, isKnown } = await beat(this.#db, this.#worker);
		// Taken for dead, what it held is no more its own: going on would be sending what another sends.
		if (!isKnown) throw new Error('this worker was taken for dead');
		this.#tempo.perSecond = this.#settings.mailRate / workers;
		await takeOver(this.#db);
	}

	/** Takes what is due, as long as there is room for it. */
	async #fill(): Promise<number> {
		const relays = [...this.#relays.values()];
		const held = relays.reduce((sum, { queue }) => sum + queue.size, 0);
		const { mailRate } = this.#settings;
		const most = mailRate > 0 ? Math.min(mostHeld, Math.max(20, Math.ceil(mailRate * 4))) : mostHeld;
		if (held > most / 2 || (relays.length > 0 && relays.every(({ isResting }) => isResting))) return 0;
		if (!(await hasDue(this.#db))) return 0;
		const full = [...new Set(relays.flatMap(({ queue }) => queue.full(performance.now())))];
		const jobs = await claim(this.#db, this.#worker, most - held, full);
		if (jobs.length > 0) this.#hasNews = true;
		for (const same of Map.groupBy(jobs, letterKey).values()) {
			const { relay } = await this.letterOf(same[0]!);
			const key = relay ?? '';
			if (!this.#relays.has(key)) this.#relays.set(key, new Relay(relay, this.#settings.outboxDir, this));
			this.#relays.get(key)!.add(same);
		}
		return jobs.length;
	}

	letterOf(job: Job): Promise<Letter> {
		const key = letterKey(job);
		const known = this.#letters.get(key);
		if (known) return known;
		const loading = loadMailingLetter(this.#db, job, this.#settings);
		this.#letters.set(key, loading);
		loading.catch(() => this.#letters.delete(key));
		if (this.#letters.size > 40) this.#letters.delete(this.#letters.keys().next().value!);
		return loading;
	}

	turn(): Promise<void> {
		return this.#tempo.turn();
	}

	async deliver(session: SmtpSession, job: Job, letter: Letter): Promise<SmtpOutcome> {
		const marked = this.#ledger.mark(job);
		marked.catch(() => {});
		const outcome = await session
			.send({
				from: returnOf(job, letter, this.#settings),
				to: job.address,
				bytes: () => letter.message.for(ownOf(job, letter, this.#settings)),
				beforeData: marked,
				envelopeId: job.id
			})
			// Thrown before the text was given: making it failed, or its mark could not be written.
			.catch((error: unknown): SmtpOutcome => ({ state: 'lost', code: null, response: String(error).slice(0, 300) }));
		const isMarked = await marked;
		if (!isMarked) await release(this.#db, this.#worker, [job.id]);
		else this.#settle(job, outcome);
		return outcome;
	}

	#settle(job: Job, { state, code, response }: SmtpOutcome): void {
		const attempts = job.attempts + 1;
		const isAttempt = state !== 'withheld';
		this.#ledger.record({ id: job.id, ...settle(state, attempts, job.policy, now()), isAttempt, code, response });
		if (state === 'accepted') this.#accepted += 1;
		if (isAttempt && state !== 'lost') this.#watch(job, state);
	}

	/** Looks at how the latest letters of a mailing fared, and stops it when too many are refused. */
	#watch({ mailingId }: Job, state: SmtpOutcome['state']): void {
		const latest = this.#latest.get(mailingId) ?? [];
		this.#latest.set(mailingId, latest);
		latest.push(state);
		if (latest.length > alarmWindow) latest.shift();
		const alarm = alarmOf(latest);
		if (!alarm) return;
		latest.length = 0;
		void this.#pause([mailingId], alarm).catch((error: unknown) =>
			log.error({ err: error }, 'a mailing could not be paused')
		);
	}

	async lament(jobs: Job[], fault: SmtpUnreachable, tries: number): Promise<void> {
		await release(
			this.#db,
			this.#worker,
			jobs.map(({ id }) => id)
		);
		if (!fault.isRefusal && tries < mostTries) return;
		const reason = fault.isRefusal
			? `Le serveur de courriel nous refuse : ${fault.message}`
			: `Le serveur de courriel ne répond pas : ${fault.message}`;
		await this.#pause([...new Set(jobs.map(({ mailingId }) => mailingId))], reason.slice(0, 400));
	}

	async #pause(mailingIds: string[], reason: string): Promise<void> {
		await this.#db
			.updateTable('mailing')
			.set({ state: 'paused', reason })
			.where('id', 'in', mailingIds)
			.where('state', '=', 'sending')
			.execute();
		const own = new Set(mailingIds);
		const back = [...this.#relays.values()].flatMap(({ queue }) => queue.empty((job) => !own.has(job.mailingId)));
		await release(
			this.#db,
			this.#worker,
			back.map(({ id }) => id)
		);
		log.warn({ mailings: mailingIds, reason }, 'a mailing was paused');
	}

	async #stop(): Promise<void> {
		const relays = [...this.#relays.values()];
		const hurry = setTimeout(() => relays.forEach((relay) => relay.abort()), patience);
		await Promise.all(relays.map((relay) => relay.stop()));
		clearTimeout(hurry);
		await this.#ledger.settled();
		const back = [...this.#relays.values()].flatMap(({ queue }) => queue.empty());
		await release(
			this.#db,
			this.#worker,
			back.map(({ id }) => id)
		);
	}
}
