import { pino, type Logger } from 'pino';

/** One JSON line per event on standard error. Never log addresses, passwords or the words of an article. */
export const log: Logger = pino(
	{ level: process.env.LOG_LEVEL || 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime },
	pino.destination({ dest: 2, sync: false })
);
