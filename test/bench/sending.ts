import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { BlockDraft } from '#editions/publications/index.ts';
import { paragraph } from '../support/cast.ts';
import { openHouse, prepareMailing } from '../support/mailing.ts';
import { freePort } from '../support/ports.ts';

const connections = 10;
const root = join(import.meta.dirname, '..', '..');

type Sent = { sent: number; seconds: number; peak: number };

export type SendingMeasure = {
	/** Letters a second: the whole engine with durable marks, and postfix's smtp-source giving the same message. */
	ours: number;
	reference: number;
	/** Of one message, as it is given. */
	bytes: number;
	/** Peak megabytes of a process that sends `fewLetters`, and `manyLetters`. */
	few: number;
	many: number;
	/** Seconds to freeze an audience of `manyLetters`. */
	freezing: number;
	/** What keeps the rate from being higher, in words. */
	limit: string;
};

export const fewLetters = 1_000;
export const manyLetters = 100_000;
const timedLetters = 10_000;

/** Debian's postfix brings `smtp-source` and `smtp-sink`; no mail server is started. */
function bringPostfixTools(): void {
	if (existsSync('/usr/sbin/smtp-source')) return;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
	spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'postfix'], { env, stdio: 'ignore' });
}

/** Takes every message and keeps none. `dump`: a file name pattern into which it writes them, to look at one. */
async function openSink(): Promise<{ port: number; close(): void }> {
	const port = await freePort();
	const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
	const child = spawn('/usr/sbin/smtp-sink', [...user, '-c', `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' });
	const isOpen = () =>
		new Promise<boolean>((resolve) => {
			const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
			socket.on('error', () => resolve(false));
		});
	while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, 50));
	return { port, close: () => void child.kill() };
}

/** A text that makes a letter of about 60 kB. */
const longText: BlockDraft = {
	...{ kind: 'text', title: 'Le plan, rue par rue', voices: [] },
	body: {
		type: 'doc',
		content: Array.from({ length: 85 }, (_, index) =>
			paragraph(`Rue ${index} : la déneigeuse passe avant sept heures, puis toutes les deux heures. `.repeat(3))
		)
	}
};

const sendAll = (env: Record<string, string>, port: number): Sent => {
	const { stdout, stderr, status } = spawnSync(
		process.execPath,
		['--max-semi-space-size=8', join(root, 'test', 'bench', 'send-once.ts')],
		{
			cwd: root,
			env: { ...process.env, ...env, MAIL_RATE: '0', SMTP_URL: `smtp://127.0.0.1:${port}?pool=${connections}` },
			encoding: 'utf8',
			maxBuffer: 1e7
		}
	);
	if (status !== 0) throw new Error(`sending failed: ${stderr}`);
	return JSON.parse(stdout.trim().split('\n').at(-1)!) as Sent;
};

/** A house whose mailing waits, with the seconds that freezing took. */
async function house(recipients: number) {
	const { url, env, drop } = await openHouse('sqlite');
	const prepared = await prepareMailing(url, { recipients, blocks: [longText] });
	return { ...prepared, env, drop };
}

/** What `smtp-source` gives a second, of a message that is ours. */
function sourceRate(message: string, port: number, letters: number): number {
	const start = performance.now();
	const { status } = spawnSync('/usr/sbin/smtp-source', [
		...['-s', String(connections), '-m', String(letters), '-F', message, '-d', `127.0.0.1:${port}`]
	]);
	if (status !== 0) throw new Error('smtp-source failed');
	return letters / ((performance.now() - start) / 1000);
}

/** Everything about sending, on this machine, in one run. `say` is told what is going on. */
export async function measureSending(say: (text: string) => void): Promise<SendingMeasure> {
	bringPostfixTools();
	const sink = await openSink();
	try {
		say('Sending: the same message by smtp-source and by us…');
		const timed = await house(timedLetters);
		const message = join(timed.env.DATA_DIR!, 'message');
		const bytes = await timed.message();
		writeFileSync(message, bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
		const before = sourceRate(message, sink.port, timedLetters);
		const ours = sendAll(timed.env, sink.port);
		const after = sourceRate(message, sink.port, timedLetters);
		await timed.close();
		await timed.drop();
		say('Sending: memory…');
		const few = await house(fewLetters);
		const small = sendAll(few.env, sink.port);
		await few.close();
		await few.drop();
		const many = await house(manyLetters);
		const large = sendAll(many.env, sink.port);
		await many.close();
		await many.drop();
		return {
			ours: ours.sent / ours.seconds,
			reference: (before + after) / 2,
			bytes: bytes.length,
			...{ few: small.peak, many: large.peak, freezing: many.freezing },
			limit: `one core, and the disk between two marks: ${(1000 / (ours.sent / ours.seconds)).toFixed(2)} ms a letter`
		};
	} finally {
		sink.close();
	}
}
