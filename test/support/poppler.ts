import { spawnSync } from 'node:child_process';

const has = (command: string): boolean => !spawnSync(command, ['-v']).error;

/** Debian's readers of PDF files (`pdftotext`, `pdfinfo`), installed like the browser where they are not. */
export function findPoppler(): void {
	if (has('pdftotext')) return;
	const apt = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	const install = (...args: string[]) => {
		const [command, ...rest] = [...apt, 'apt-get', '-q', ...args];
		return spawnSync(command!, rest, {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	};
	console.log('Installing poppler-utils…');
	install('update');
	install('install', '-y', '--no-install-recommends', 'poppler-utils');
	if (!has('pdftotext')) throw new Error('The tests of paper need poppler-utils: apt-get install poppler-utils.');
}

const read = (command: string, args: string[], pdf: Buffer): string => {
	const { status, stdout, stderr } = spawnSync(command, args, { input: pdf, maxBuffer: 64_000_000 });
	if (status !== 0) throw new Error(`${command}: ${String(stderr)}`);
	return stdout.toString('utf8');
};

/** The text of a PDF in the order in which it was written; pages end with a form feed. */
export const pdfText = (pdf: Buffer): string => read('pdftotext', ['-raw', '-', '-'], pdf);

/** "Title", "Tagged", "Pages"… */
export const pdfFacts = (pdf: Buffer): Record<string, string> =>
	Object.fromEntries(
		read('pdfinfo', ['-'], pdf)
			.split('\n')
			.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
	);
