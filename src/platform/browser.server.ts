import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { log } from './log.server.ts';

const usualPlaces = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** What `BROWSER_PATH` says when no browser is to be used, whatever is installed. */
export const noBrowser = 'none';

/** The browser that makes PDF files: the one that was set, else one found where they usually are; undefined without. */
export function findBrowser(set: string | undefined): string | undefined {
	if (set === noBrowser) return undefined;
	return set ?? usualPlaces.find((path) => existsSync(path));
}

/** Milliseconds after which a browser that has not finished is stopped. */
const patience = 60_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * A self-contained HTML document as PDF, printed by its own style: tagged, with the title and language of the document.
 * One at a time in this process, since a browser takes a core and some 200 MB. It is given a folder of its own, an
 * environment without our settings, no name to resolve, and nobody's session; the document must forbid scripts itself.
 * Throws when the browser fails or takes more than a minute.
 */
export function printToPdf(browser: string, html: string): Promise<Buffer> {
	const made = last.then(() => print(browser, html));
	last = made.catch(() => {});
	return made;
}

async function print(browser: string, html: string): Promise<Buffer> {
	const folder = await mkdtemp(join(tmpdir(), 'unisson-print-'));
	try {
		const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
		await writeFile(page, html, { mode: 0o600 });
		await run(browser, [...argumentsFor(folder), `--print-to-pdf=${pdf}`, pathToFileURL(page).href], folder);
		return await readFile(pdf);
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
	}
}

const argumentsFor = (folder: string): string[] => [
	'--headless',
	'--disable-gpu',
	'--no-pdf-header-footer',
	'--generate-pdf-document-outline',
	'--host-resolver-rules=MAP * ~NOTFOUND',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-default-apps',
	'--disable-extensions',
	'--disable-sync',
	'--no-first-run',
	'--disable-dev-shm-usage',
	// What the file says that it was made with.
	'--user-agent=Unisson',
	`--user-data-dir=${join(folder, 'profile')}`,
	// Its sandbox refuses to be started by root; the document runs nothing and reaches nothing.
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
];

function run(command: string, args: string[], folder: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' };
		const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
		const end = () => {
			try {
				// With its helpers, which are of its group.
				if (child.pid) process.kill(-child.pid, 'SIGKILL');
			} catch {
				// It has ended already.
			}
		};
		const limit = setTimeout(end, patience);
		child.once('error', (error) => (clearTimeout(limit), reject(error)));
		child.once('close', (code) => {
			clearTimeout(limit);
			end();
			if (code === 0) return resolve();
			log.warn({ code, said }, 'the browser made no PDF');
			reject(new Error(`the browser ended with ${code ?? 'a signal'}`));
		});
	});
}
