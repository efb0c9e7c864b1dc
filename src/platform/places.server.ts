import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, from the sources as from the build: the nearest one above that holds `migrations`. */
function projectRoot(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'migrations'))) {
		const above = dirname(folder);
		if (above === folder) return process.cwd();
		folder = above;
	}
	return folder;
}

const root = projectRoot();

export const migrationsDir = join(root, 'migrations');
/** Run from source by plain node, from the build too: threads have no bundle of their own. */
export const mjmlWorker = join(root, 'src', 'platform', 'mjml', 'worker.server.ts');
export const sendingWorker = join(root, 'src', 'sending.ts');
export const emailsDir = join(root, 'emails');
export const buildDir = join(root, 'build');
