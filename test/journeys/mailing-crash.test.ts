import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countStates } from '#distribution/mailings/index.server.ts';
import type { Policy } from '#distribution/mailings/index.ts';
import type { Engine } from '#platform/database/index.server.ts';
import { engines } from '../support/databases.ts';
import { openHouse, prepareMailing } from '../support/mailing.ts';
import { openSink } from '../support/sink.ts';

const root = join(import.meta.dirname, '..', '..');
const recipients = 6000;
const connections = 10;

/** `unisson worker --until-idle` in a process of its own. */
const startWorker = (env: Record<string, string>, smtp: string): ChildProcess =>
	spawn(process.execPath, [join(root, 'src', 'cli.ts'), 'worker', '--until-idle'], {
		cwd: root,
		env: { ...process.env, ...env, MAIL_RATE: '0', SMTP_URL: `${smtp}?pool=${connections}` },
		stdio: 'ignore'
	});

/** Where the plug is pulled: shares of the recipients, at each of which the worker in charge is killed. */
const kills = [0.07, 0.21, 0.34, 0.58, 0.83];

async function sendWithCrashes(policy: Policy, engine: Engine) {
	const { url, env, drop } = await openHouse(engine);
	const sink = await openSink();
	const { db, mailingId, state, close } = await prepareMailing(url, { recipients, policy });
	const doubtful: number[] = [];
	const count = async () => (await countStates(db, [mailingId])).get(mailingId)!;
	try {
		for (const share of kills) {
			const worker = startWorker(env, sink.url);
			const ended = once(worker, 'exit');
			await Promise.race([sink.reached(Math.round(share * recipients)), ended]);
			worker.kill('SIGKILL');
			await ended;
			doubtful.push((await count()).sending);
		}
		await once(startWorker(env, sink.url), 'exit');
		const uncertain = await db.selectFrom('delivery').select('address').where('state', '=', 'uncertain').execute();
		const named = new Set(uncertain.map(({ address }) => address));
		return { counts: await count(), received: sink.received(), doubtful, named, state: await state() };
	} finally {
		await close();
		await sink.close();
		await drop();
	}
}

describe.each(engines)('a mailing whose process is killed five times, on %s', (engine) => {
	it(
		'with hold, loses nobody, sends nothing twice, and names those of whom nobody knows',
		{ timeout: 300_000 },
		async () => {
			const { counts, received, doubtful, named, state } = await sendWithCrashes('hold', engine);
			expect(state).toBe('settling');
			expect(Math.max(...doubtful)).toBeLessThanOrEqual(connections);
			expect(counts.uncertain).toBe(doubtful.reduce((sum, one) => sum + one, 0));
			expect(counts.sent + counts.uncertain).toBe(recipients);
			expect([...received.values()].filter((times) => times > 1)).toEqual([]);
			const missing = Array.from({ length: recipients }, (_, index) => `personne${index}@habitants.example`).filter(
				(address) => !received.has(address)
			);
			expect(missing.filter((address) => !named.has(address))).toEqual([]);
		}
	);

	it('with resend, loses nobody, and doubles at most those of whom nobody knew', { timeout: 300_000 }, async () => {
		const { counts, received, doubtful, state } = await sendWithCrashes('resend', engine);
		expect(state).toBe('settling');
		expect(counts).toMatchObject({ sent: recipients, uncertain: 0, pending: 0, sending: 0 });
		expect(received.size).toBe(recipients);
		const doubled = [...received.values()].reduce((sum, times) => sum + times - 1, 0);
		expect(doubled).toBeLessThanOrEqual(doubtful.reduce((sum, one) => sum + one, 0));
	});

	it('shared by two processes, reaches everybody once', { timeout: 300_000 }, async () => {
		const { url, env, drop } = await openHouse(engine);
		const sink = await openSink({ delay: 20 });
		const { db, mailingId, close } = await prepareMailing(url, { recipients: 2000 });
		const workers = [startWorker(env, sink.url), startWorker(env, sink.url)];
		const taking = async () => {
			const holders = await db
				.selectFrom('delivery')
				.select('holder')
				.distinct()
				.where('holder', 'is not', null)
				.execute();
			return holders.length;
		};
		let together = 0;
		const watching = setInterval(() => void taking().then((number) => (together = Math.max(together, number))), 50);
		await Promise.all(workers.map((worker) => once(worker, 'exit')));
		clearInterval(watching);
		const counts = (await countStates(db, [mailingId])).get(mailingId)!;
		const received = sink.received();
		await close();
		await sink.close();
		await drop();
		expect(counts).toMatchObject({ sent: 2000, uncertain: 0 });
		expect([received.size, Math.max(...received.values())]).toEqual([2000, 1]);
		expect(together).toBe(2);
	});

	it('asked to stop, ends the letters under way and leaves no doubt', { timeout: 120_000 }, async () => {
		const { url, env, drop } = await openHouse(engine);
		const sink = await openSink({ delay: 20 });
		const { db, mailingId, state, close } = await prepareMailing(url, { recipients: 1000 });
		const worker = startWorker(env, sink.url);
		const ended = once(worker, 'exit');
		await sink.reached(200);
		worker.kill('SIGTERM');
		const [code] = await ended;
		const counts = (await countStates(db, [mailingId])).get(mailingId)!;
		const stillHeld = await db.selectFrom('delivery').select('id').where('holder', 'is not', null).execute();
		const after = { code, state: await state(), received: sink.received().size, stillHeld: stillHeld.length };
		await close();
		await sink.close();
		await drop();
		expect(counts).toMatchObject({ sending: 0, uncertain: 0, pending: 1000 - counts.sent });
		expect(after).toEqual({ code: 0, state: 'sending', received: counts.sent, stillHeld: 0 });
	});
});
