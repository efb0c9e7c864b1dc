import type { MediaStore } from '#platform/files.server.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';

/** What a command of the terminal is given. */
export type Terminal = {
	db: Db;
	settings: Settings;
	store: MediaStore;
	/** A line on standard output: what was asked for. */
	print(text: string): void;
	/** A line on standard error: what to know beside it. */
	printError(text: string): void;
	/** Whether somebody watches standard error: only then progress is drawn. */
	isTTY: boolean;
};

/** One word of the terminal. `run` answers the exit code: 0 done, 1 the work failed, 2 it was badly asked. */
export type Command = {
	name: string;
	summary: string;
	help: string;
	run(args: string[], terminal: Terminal): Promise<number>;
};

/** Badly asked: the message is shown with the help, exit 2. */
export class UsageError extends Error {}

/** A word or an option that cannot be left out; `what` ends "Il manque …". */
export function needed(word: string | undefined, what: string): string {
	if (!word) throw new UsageError(`Il manque ${what}.`);
	return word;
}
