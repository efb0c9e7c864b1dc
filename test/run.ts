/**
 * Every check of the project, as `npm test` and CI run it. Each check outside the test runner counts as one; the last
 * line counts all of them. `npm test -- lint floors` runs only the named ones.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './support/chromium.ts';
import { startPostgres } from './support/postgres.ts';

const root = join(import.meta.dirname, '..');
const scratch = join(root, 'test', '.tmp');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const env = {
	...process.env,
	NO_COLOR: '1',
	NODE_ENV: 'test',
	PATH: [join(process.execPath, '..'), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
};

type Counts = { passed: number; failed: number; skipped: number };
type Outcome = { code: number; output: string };

/** Runs a command and keeps what it says, so that checks running side by side do not mix their lines. */
function run(command: string, args: string[], extra: Record<string, string> = {}): Promise<Outcome> {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: root, env: { ...env, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => resolve({ code: 1, output: String(error) }));
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}

async function check(name: string, ...commands: [string, string[]][]): Promise<Counts> {
	const start = Date.now();
	for (const [command, args] of commands) {
		const { code, output } = await run(command, args);
		if (code !== 0) {
			console.log(`✗ ${name}\n${output.trimEnd()}\n`);
			return { passed: 0, failed: 1, skipped: 0 };
		}
	}
	console.log(`✓ ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
	return { passed: 1, failed: 0, skipped: 0 };
}

/** A folder of tests. A runner that dies or finds no test is a failure, whatever it counted. */
async function tests(name: string, project: string, extra: Record<string, string> = {}): Promise<Counts> {
	const report = join(scratch, `${project}.json`);
	const args = ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
	const { code, output } = await run(bin('vitest'), args, extra);
	if (!existsSync(report)) {
		console.log(`✗ ${name}\n${output}`);
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
	const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
	if (failed > 0 || numPassedTests === 0) console.log(output);
	console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${numPassedTests} tests`);
	return { passed: numPassedTests, failed: numPassedTests === 0 ? failed + 1 : failed, skipped: numPendingTests };
}

const stages: Record<string, () => Promise<Counts>> = {
	format: () => check('format', [bin('prettier'), ['--check', '--log-level', 'warn', '.']]),
	lint: () => check('lint', [bin('eslint'), ['.']]),
	types: () =>
		check(
			'types',
			[bin('svelte-kit'), ['sync']],
			[bin('svelte-check'), ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']]
		),
	floors: () => check('floors', [bin('depcruise'), ['--config', '.dependency-cruiser.js', 'src', 'migrations']]),
	sizes: () => check('sizes', [process.execPath, ['test/ratchets/sizes.ts']]),
	build: () => check('build', [bin('vite'), ['build', '--logLevel', 'error']]),
	unit: () => tests('pure rules', 'unit'),
	journeys,
	browser: async () => tests('browser', 'browser', { CHROMIUM: await findChromium() })
};

async function journeys(): Promise<Counts> {
	const postgres = await startPostgres();
	try {
		return await tests('journeys on SQLite and PostgreSQL', 'journeys', { TEST_POSTGRES_URL: postgres.url });
	} finally {
		await postgres.stop();
	}
}

/** Light checks two by two, then what needs the machine for itself. */
const order = [['format', 'types'], ['lint', 'floors'], ['sizes', 'unit'], ['build'], ['journeys'], ['browser']];

rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
const wanted = process.argv.slice(2);
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const group of order) {
	const names = group.filter((name) => wanted.length === 0 || wanted.includes(name));
	const attempts = names.map((name) =>
		stages[name]!().catch((error): Counts => {
			console.log(`✗ ${name}\n`, error);
			return { passed: 0, failed: 1, skipped: 0 };
		})
	);
	for (const counts of await Promise.all(attempts)) {
		total.passed += counts.passed;
		total.failed += counts.failed;
		total.skipped += counts.skipped;
	}
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
