import { randomUUID } from 'node:crypto';
import { now } from './clock.ts';
import type { Db } from './database/index.server.ts';
import { log } from './log.server.ts';

/**
 * Something that the clock asks for: a reminder, a moment that has come. `run` does whatever is due and not yet done, and
 * answers how many things it did; it must be safe to stop anywhere and to start again.
 */
export type Duty = { name: string; run(): Promise<number> };

export type DutyLeaseTable = {
	duty: string;
	holder: string;
	until: string;
	lastRunAt: string | null;
	lastFault: string | null;
};

declare module './database/tables.ts' {
	interface Tables {
		dutyLease: DutyLeaseTable;
	}
}

/** This process, among all that do duties on the same database. */
const self = randomUUID();

/** Milliseconds for which a duty belongs to who took it: far more than any of them lasts. */
const leaseFor = 120_000;

/**
 * Does every duty once, one after the other; a duty that another process is doing is left to it. One that fails is
 * noted and does not keep the others from being done. Answers how many things were done.
 */
export async function doDuties(db: Db, duties: Duty[]): Promise<number> {
	let done = 0;
	for (const duty of duties) {
		if (!(await take(db, duty.name))) continue;
		let fault: string | null = null;
		try {
			done += await duty.run();
		} catch (error) {
			fault = (error as Error).message;
			log.error({ err: error, duty: duty.name }, 'a duty failed');
		}
		await giveBack(db, duty.name, fault);
	}
	return done;
}

async function take(db: Db, duty: string): Promise<boolean> {
	const at = now();
	const lease = { holder: self, until: new Date(Date.parse(at) + leaseFor).toISOString() };
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('dutyLease')
		.values({ duty, ...lease, lastRunAt: null, lastFault: null })
		.onConflict((conflict) =>
			conflict
				.column('duty')
				.doUpdateSet(lease)
				.where((eb) => eb.or([eb('dutyLease.until', '<=', at), eb('dutyLease.holder', '=', self)]))
		)
		.executeTakeFirstOrThrow();
	return Number(numInsertedOrUpdatedRows) > 0;
}

async function giveBack(db: Db, duty: string, lastFault: string | null): Promise<void> {
	const at = now();
	await db
		.updateTable('dutyLease')
		.set({ until: at, lastRunAt: at, lastFault })
		.where('duty', '=', duty)
		.where('holder', '=', self)
		.execute();
}

/** Does duties again and again, `every` milliseconds after the last was done, until `stop`, which waits for the end of one. */
export function keepDoing(db: Db, duties: Duty[], every: number): { stop(): Promise<void> } {
	let isStopped = false;
	let wake = () => {};
	const round = async () => {
		while (!isStopped) {
			await doDuties(db, duties).catch((error: unknown) => log.error({ err: error }, 'duties could not be done'));
			if (isStopped) return;
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, every);
				wake = () => (clearTimeout(timer), resolve());
			});
		}
	};
	const ended = round();
	return {
		stop() {
			isStopped = true;
			wake();
			return ended;
		}
	};
}
