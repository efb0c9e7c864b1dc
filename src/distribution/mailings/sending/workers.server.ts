import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { now } from '#platform/clock.ts';
import { lockRows, type Db, type Tx } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';

/** Milliseconds without a sign of life after which a worker of another machine is taken for dead. */
const lifetime = 30_000;

const later = (milliseconds: number): string => new Date(Date.parse(now()) + milliseconds).toISOString();

/** The instant of its start, in ticks since the machine's: a number that comes back is another process. Empty off Linux. */
function startOf(pid: number | 'self'): string | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return undefined;
	}
}

function bootOf(): string {
	try {
		return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
	} catch {
		return '';
	}
}

/** Machine start, process number and process start: enough for another process here to tell whether this one lives. */
const processName = (): string => [bootOf(), process.pid, startOf('self') ?? ''].join(' ');

/** Whether a process of this machine is there no more. Unknown (false) where the machine does not tell. */
function isGone(name: string): boolean {
	const [boot = '', pid = '', start = ''] = name.split(' ');
	if (boot !== bootOf()) return boot !== '';
	return start !== '' && startOf(Number(pid)) !== start;
}

/** Says that a worker is here. Returns its id. */
export async function enrol(db: Db): Promise<string> {
	const id = randomUUID();
	await db
		.insertInto('mailWorker')
		.values({ id, host: hostname(), process: processName(), until: later(lifetime) })
		.execute();
	return id;
}

/** A sign of life. Answers how many workers live, and false for `isKnown` when this one was taken for dead meanwhile. */
export async function beat(db: Db, id: string): Promise<{ workers: number; isKnown: boolean }> {
	const { numUpdatedRows } = await db
		.updateTable('mailWorker')
		.set({ until: later(lifetime) })
		.where('id', '=', id)
		.executeTakeFirst();
	const { living } = await db
		.selectFrom('mailWorker')
		.select((eb) => eb.fn.countAll().as('living'))
		.where('until', '>', now())
		.executeTakeFirstOrThrow();
	return { workers: Math.max(1, Number(living)), isKnown: Number(numUpdatedRows) > 0 };
}

/**
 * Takes over from workers that ended without a word. What they held and had not begun goes back to the queue; a letter that
 * the server was being given may have left or not: it becomes uncertain, or waits again where the mailing says so. A dead
 * process of this machine is seen at once, one of another after half a minute.
 */
export async function takeOver(db: Db): Promise<number> {
	const all = await db.selectFrom('mailWorker').selectAll().execute();
	const dead = all.filter(({ host, process, until }) => until <= now() || (host === hostname() && isGone(process)));
	for (const { id } of dead) await db.transaction().execute((tx) => bury(tx, id));
	return dead.length;
}

async function bury(tx: Tx, id: string): Promise<void> {
	const worker = await lockRows(tx, tx.selectFrom('mailWorker').selectAll().where('id', '=', id)).executeTakeFirst();
	if (!worker) return;
	const at = now();
	const resent = tx.selectFrom('mailing').select('id').where('policy', '=', 'resend');
	const doubtful = { holder: null, at, response: 'Le processus d’envoi s’est arrêté pendant la remise.' };
	const held = () => tx.updateTable('delivery').where('holder', '=', id).where('state', '=', 'sending');
	const again = await held()
		.set({ ...doubtful, state: 'pending', nextAt: null })
		.where('mailingId', 'in', resent)
		.executeTakeFirst();
	const uncertain = await held()
		.set({ ...doubtful, state: 'uncertain' })
		.executeTakeFirst();
	await tx.updateTable('delivery').set({ holder: null }).where('holder', '=', id).execute();
	await tx.deleteFrom('mailWorker').where('id', '=', id).execute();
	const doubts = { again: Number(again.numUpdatedRows), uncertain: Number(uncertain.numUpdatedRows) };
	if (doubts.again + doubts.uncertain > 0)
		log.warn({ worker: id, ...doubts }, 'a mail worker ended while letters were being given');
}

/** Leaves nothing behind: to be said once nothing is being sent. */
export async function leaveWork(db: Db, id: string): Promise<void> {
	await db
		.updateTable('delivery')
		.set({ holder: null })
		.where('holder', '=', id)
		.where('state', '!=', 'sending')
		.execute();
	await db.transaction().execute((tx) => bury(tx, id));
}
