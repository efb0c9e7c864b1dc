/** Sends what waits, as a worker does, and says how long it took: `{ sent, seconds, peak }`, peak in megabytes. */
import { readFileSync } from 'node:fs';
import { sendMailings } from '#distribution/mailings/index.server.ts';
import { readSettings } from '#platform/config.server.ts';
import { openDatabase } from '#platform/database/index.server.ts';

const settings = readSettings();
const db = openDatabase(settings.databaseUrl, { isDurable: true });
const start = performance.now();
const sent = await sendMailings(db, { settings, until: 'idle' });
const seconds = (performance.now() - start) / 1000;
await db.destroy();
const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;
console.log(JSON.stringify({ sent, seconds, peak }));
