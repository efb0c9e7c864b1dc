import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo } from '#demo/seed.server.ts';
import { migrateToLatest, openDatabase } from '#platform/database/index.server.ts';
import { fileStore } from '#platform/files.server.ts';
import { migrationsDir } from '#platform/places.server.ts';
import { freePort } from './ports.ts';

const root = join(import.meta.dirname, '..', '..');

/** A data folder of one's own that holds the demo territory, in SQLite. */
export async function demoData(): Promise<{ dataDir: string; drop(): void }> {
	const dataDir = mkdtempSync(join(tmpdir(), 'unisson-demo-'));
	cpSync(await installedDemo(), dataDir, { recursive: true });
	return { dataDir, drop: () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** The demo as the present sources install it today: made once and copied, since making it takes many seconds. */
async function installedDemo(): Promise<string> {
	const kept = join(tmpdir(), `unisson-installed-${sourcesStamp()}`);
	if (existsSync(kept)) return kept;
	const making = mkdtempSync(join(tmpdir(), 'unisson-installing-'));
	const db = openDatabase(join(making, 'unisson.sqlite'));
	await migrateToLatest(db, migrationsDir);
	await seedDemo(db, fileStore(join(making, 'media')), () => {});
	await db.destroy();
	try {
		renameSync(making, kept);
	} catch {
		// Another test has just made it.
		rmSync(making, { recursive: true, force: true });
	}
	return kept;
}

/** Changes with every source file, and every day: the demo is dated from the day on which it is installed. */
function sourcesStamp(): string {
	const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10));
	for (const folder of ['src', 'migrations'])
		for (const file of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
			if (file.isFile()) {
				const path = join(file.parentPath, file.name);
				hash.update(`${path} ${statSync(path).mtimeMs}`);
			}
	return hash.digest('hex').slice(0, 16);
}

export type RunningServer = { origin: string; pid: number; output(): string; stop(): Promise<number | null> };

/** The built server in a process of its own, once `/sante` says that it is ready. `before` is put before the command. */
export async function startServer(
	dataDir: string,
	env: Record<string, string> = {},
	before: string[] = []
): Promise<RunningServer> {
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const [command, ...args] = [...before, process.execPath, '--max-semi-space-size=8', join(root, 'src', 'server.ts')];
	const child = spawn(command!, args, {
		cwd: root,
		env: {
			...process.env,
			NODE_ENV: 'production',
			MALLOC_ARENA_MAX: '2',
			LOG_LEVEL: 'error',
			PORT: String(port),
			DATA_DIR: dataDir,
			...env
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
	const deadline = Date.now() + 150_000;
	while (!(await isReady(origin))) {
		if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${output}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const stop = () => {
		child.kill('SIGTERM');
		return ended;
	};
	return { origin, pid: child.pid!, output: () => output, stop };
}

const isReady = (origin: string): Promise<boolean> =>
	fetch(`${origin}/sante`).then(
		(response) => response.ok,
		() => false
	);

/** Signs in as a demo account ("agent.ville") and returns the cookie to send. */
export async function signInAs(origin: string, name: string, password = 'unisson-demo'): Promise<string> {
	const response = await fetch(`${origin}/connexion`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ email: `${name}@demo.unisson.example`, password })
	});
	const cookie = response.headers.getSetCookie().find((one) => one.startsWith('unisson_session='));
	if (response.status !== 303 || !cookie) throw new Error(`signing in as ${name} answered ${response.status}`);
	return cookie.split(';')[0]!;
}
