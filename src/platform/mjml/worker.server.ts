/** The thread in which letters are compiled: what it is sent is MJML, what it answers the HTML. */
import { parentPort } from 'node:worker_threads';
import { compileMjml } from './engine.server.ts';

parentPort?.on('message', ({ id, mjml }: { id: number; mjml: string }) => {
	void compileMjml(mjml).then((compiled) => parentPort?.postMessage({ id, compiled }));
});
