import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a program of the system is started with: nothing for root, sudo without a password for others. */
export const asRoot: string[] = process.getuid?.() === 0 ? [] : ['sudo', '-n'];

/**
 * Makes sure that a program is there; where it is not, Debian's package is installed, without a configuration and without
 * starting anything.
 */
export function ensureInstalled(path: string, name: string): void {
	if (existsSync(path)) return;
	console.log(`Installing ${name}…`);
	const run = (command: string, args: string[], input?: string) =>
		spawnSync([...asRoot, command][0]!, [...asRoot.slice(1), ...(asRoot.length > 0 ? [command] : []), ...args], {
			stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
			...(input === undefined ? {} : { input })
		});
	if (name === 'postfix')
		run('debconf-set-selections', [], 'postfix postfix/main_mailer_type select No configuration\n');
	run('apt-get', ['-q', 'update']);
	run('apt-get', ['-q', 'install', '-y', '--no-install-recommends', name]);
	if (!existsSync(path)) throw new Error(`This test needs ${name}: install it (apt-get install ${name}).`);
}
