import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { log } from '../log.server.ts';
import { mjmlWorker } from '../places.server.ts';
import { compileMjml, type Compiled } from './engine.server.ts';

type Waiting = { mjml: string; resolve(compiled: Compiled): void };

/** A thread, and what it was asked for and has not answered. */
type Thread = { worker: Worker; waiting: Map<number, Waiting> };

/** Two voices are compiled at once where there are cores for it; more would only take them from the pages. */
const most = Math.min(2, availableParallelism());
const threads: Thread[] = [];
let isBroken = false;
let lastId = 0;

/**
 * Compiles in threads of their own, so that pages are answered meanwhile: 20 to 60 ms of a letter would hold every one
 * of them. A thread is there from its first letter to the end of the process, which it never keeps from ending; a second
 * one starts when a letter would have to wait. Where they cannot start or die, letters are compiled here.
 */
export function compileInThread(mjml: string): Promise<Compiled> {
	const thread = isBroken ? undefined : freeThread();
	if (!thread) return compileMjml(mjml);
	return new Promise((resolve) => {
		const id = (lastId += 1);
		thread.waiting.set(id, { mjml, resolve });
		thread.worker.ref();
		thread.worker.postMessage({ id, mjml });
	});
}

/** The one with the least to do. */
function freeThread(): Thread | undefined {
	const [quiet] = threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
	return quiet && (quiet.waiting.size === 0 || threads.length === most) ? quiet : (openThread() ?? quiet);
}

function openThread(): Thread | undefined {
	try {
		const worker = new Worker(mjmlWorker, { execArgv: [], stdin: false });
		const thread: Thread = { worker, waiting: new Map() };
		worker.on('message', ({ id, compiled }: { id: number; compiled: Compiled }) => settle(thread, id, compiled));
		worker.on('error', (error) => giveUp(error));
		worker.on('exit', (code) => giveUp(new Error(`a thread ended with ${code}`)));
		worker.unref();
		threads.push(thread);
		return thread;
	} catch (error) {
		giveUp(error as Error);
		return undefined;
	}
}

function settle({ worker, waiting }: Thread, id: number, compiled: Compiled): void {
	const asked = waiting.get(id);
	waiting.delete(id);
	if (waiting.size === 0) worker.unref();
	asked?.resolve(compiled);
}

/** What was asked is compiled here, and so is the rest from now on. */
function giveUp(error: Error): void {
	if (isBroken) return;
	isBroken = true;
	log.warn({ err: error }, 'letters are compiled in the main thread');
	for (const { worker, waiting } of threads.splice(0)) {
		worker.unref();
		for (const { mjml, resolve } of waiting.values()) void compileMjml(mjml).then(resolve);
		waiting.clear();
	}
}
