import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable'
];
const present = () => [process.env.CHROMIUM, ...places].find((path) => path !== undefined && existsSync(path));

/** The path of a browser; where there is none, Debian's is installed (by root, or by sudo without a password). */
export async function findChromium(): Promise<string> {
	const found = present();
	if (found) return found;
	const apt = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	const install = (...args: string[]) => {
		const [command, ...rest] = [...apt, 'apt-get', '-q', ...args];
		return spawnSync(command!, rest, {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	};
	console.log('Installing chromium…');
	install('update');
	install('install', '-y', '--no-install-recommends', 'chromium');
	const installed = present();
	if (!installed)
		throw new Error(
			'The browser tests need Chromium: install it (apt-get install chromium) or set CHROMIUM to its path.'
		);
	return installed;
}
