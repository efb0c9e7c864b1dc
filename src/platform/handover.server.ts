import type { Settings } from './config.server.ts';

/**
 * What the process that listens and the built pages tell each other. The build holds its own copy of every module, so
 * nothing kept in a module is common to both; this one record is, under a name of the whole process. It carries plain
 * data and functions only: a database handle belongs to the copy that opened it.
 */
export type Handover = {
	/** Settings of the server that started; without one (`vite dev`), the environment is read. */
	settings?: Settings;
	/** Begins what the build does beside the pages, once the server listens. */
	begin?: () => void;
	/** What the pages opened, to be closed when the server stops. */
	closing: Set<() => Promise<void>>;
};

const key = Symbol.for('unisson.handover');
const shared = globalThis as { [key]?: Handover };

export const handover: Handover = (shared[key] ??= { closing: new Set() });
