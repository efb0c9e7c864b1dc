/**
 * What the server does beside answering: the duties of the clock, and sending. It is part of the build, which holds the
 * domain already, so that the process holds it once; `server.ts` begins it when it listens.
 */
import { Worker } from 'node:worker_threads';
import { hasWork } from '#distribution/mailings/index.server.ts';
import type { Settings } from '#platform/config.server.ts';
import { openDatabase } from '#platform/database/index.server.ts';
import { keepDoing } from '#platform/duties.server.ts';
import { fileStore } from '#platform/files.server.ts';
import { handover } from '#platform/handover.server.ts';
import { log } from '#platform/log.server.ts';
import { openTransport } from '#platform/mail.server.ts';
import { sendingWorker } from '#platform/places.server.ts';
import { dutiesOf } from './duties.server.ts';

/** Goes on until the server closes what was opened. */
export function startBackground(settings: Settings): void {
	startDuties(settings);
	startSending(settings);
}

/** Milliseconds between two rounds: what is due is done within half a minute. */
const dutyRound = 20_000;

/** The duties of the clock are done by the server itself, on a handle of their own. */
function startDuties(settings: Settings): void {
	const db = openDatabase(settings.databaseUrl);
	const transport = openTransport(settings);
	const work = keepDoing(db, dutiesOf({ db, settings, store: fileStore(settings.mediaDir), transport }), dutyRound);
	handover.closing.add(async () => {
		await work.stop();
		transport.close();
		await db.destroy();
	});
}

/** Milliseconds between two looks at whether a mailing is on its way. */
const sendingRound = 1_000;

/** Letters are sent by a thread of this process, which lives as long as there are some: pages do not wait for it. */
function startSending(settings: Settings): void {
	const db = openDatabase(settings.databaseUrl);
	let thread: Worker | undefined;
	const look = async () => {
		if (thread || !(await hasWork(db))) return;
		thread = new Worker(sendingWorker, { workerData: settings });
		thread.on('error', (error) => log.error({ err: error }, 'sending stopped'));
		thread.on('exit', () => (thread = undefined));
	};
	const timer = setInterval(
		() => look().catch((error: unknown) => log.error({ err: error }, 'no look at mailings')),
		sendingRound
	);
	handover.closing.add(async () => {
		clearInterval(timer);
		const running = thread;
		if (running) {
			const ended = new Promise((resolve) => running.once('exit', resolve));
			running.postMessage('stop');
			await ended;
		}
		await db.destroy();
	});
}
