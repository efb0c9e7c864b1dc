import { Worker } from 'node:worker_threads';
import { log } from '../log.server.ts';
import { mjmlWorker } from '../places.server.ts';
import { compileMjml, type Compiled } from './engine.server.ts';

type Waiting = { mjml: string; resolve(compiled: Compiled): void };

/** What the thread is asked for and has not answered. */
const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let isBroken = false;
let lastId = 0;

/**
 * Compiles in a thread of its own, so that pages are answered meanwhile: 20 to 60 ms of a letter would hold every one of
 * them. The thread is there from the first letter to the end of the process, which it never keeps from ending. Where it
 * cannot start or dies, letters are compiled here.
 */
export function compileInThread(mjml: string): Promise<Compiled> {
	const thread = isBroken ? undefined : openThread();
	if (!thread) return compileMjml(mjml);
	return new Promise((resolve) => {
		const id = (lastId += 1);
		waiting.set(id, { mjml, resolve });
		thread.ref();
		thread.postMessage({ id, mjml });
	});
}

function openThread(): Worker | undefined {
	if (worker) return worker;
	try {
		worker = new Worker(mjmlWorker, { execArgv: [], stdin: false });
		worker.on('message', ({ id, compiled }: { id: number; compiled: Compiled }) => settle(id, compiled));
		worker.on('error', (error) => giveUp(error));
		worker.on('exit', (code) => giveUp(new Error(`the thread ended with ${code}`)));
		worker.unref();
	} catch (error) {
		giveUp(error as Error);
	}
	return worker;
}

function settle(id: number, compiled: Compiled): void {
	const asked = waiting.get(id);
	waiting.delete(id);
	if (waiting.size === 0) worker?.unref();
	asked?.resolve(compiled);
}

/** What was asked is compiled here, and so is the rest from now on. */
function giveUp(error: Error): void {
	if (isBroken) return;
	isBroken = true;
	worker = undefined;
	log.warn({ err: error }, 'letters are compiled in the main thread');
	for (const [id, { mjml, resolve }] of waiting) {
		waiting.delete(id);
		void compileMjml(mjml).then(resolve);
	}
}
