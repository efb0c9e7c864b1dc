import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { become, environment, install, pinnedNode, root } from './bootstrap.mjs';

/** A fingerprint of all that goes into the build, from names, sizes and dates. */
function sources() {
	const hash = createHash('sha256');
	const add = (path) => {
		const stat = statSync(path);
		if (stat.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
		else hash.update(`${path}:${stat.size}:${stat.mtimeMs}\n`);
	};
	for (const name of ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'])
		add(join(root, name));
	return hash.digest('hex');
}

function build(node) {
	const stamp = join(root, 'build', '.sources');
	const wanted = sources();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	console.error('Construction de l’application (une demi-minute)…');
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const { status, stdout, stderr } = spawnSync(node, [vite, 'build', '--logLevel', 'error'], {
		cwd: root,
		env: environment(node),
		encoding: 'utf8'
	});
	if (status !== 0) {
		console.error(`${stdout}\n${stderr}\nLa construction a échoué.`);
		process.exit(1);
	}
	writeFileSync(stamp, wanted);
}

install();
const node = pinnedNode();
build(node);
// A small nursery and few arenas: a page's garbage is gone before it has grown the process.
const frugal = ['--max-semi-space-size=8', '--enable-source-maps'];
become(node, [...frugal, join('src', 'server.ts')], { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' });
