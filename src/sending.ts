/** The thread that sends letters beside the pages, on a handle of its own. It ends when no mailing is on its way. */
import { parentPort, workerData } from 'node:worker_threads';
import { sendMailings } from '#distribution/mailings/index.server.ts';
import type { Settings } from '#platform/config.server.ts';
import { openDatabase } from '#platform/database/index.server.ts';

const settings = workerData as Settings;
const stopping = new AbortController();
parentPort?.on('message', () => stopping.abort());
const db = openDatabase(settings.databaseUrl, { isDurable: true });
try {
	await sendMailings(db, { settings, until: 'done', signal: stopping.signal });
} finally {
	await db.destroy();
	parentPort?.close();
}
