import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';

/** The cleaner of pasted texts needs a browser's own reader of HTML, and nothing else of a page. */
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			minify: false,
			lib: { entry: 'src/editorial/content/ui/editor/pasting/clean.ts', formats: ['iife'], name: 'pasting' }
		}
	});
	const [{ output } = { output: [] }] = [built].flat() as { output: { code?: string }[] }[];
	browser = await openBrowser();
	page = await browser.newPage();
	page.on('console', (message) => complaints.push(message.text()));
	await page.addInitScript({ content: `${output[0]!.code!}; globalThis.pasting = pasting;` });
	// As strict as our own pages, whose policy hides the styles of whatever is read in them.
	await page.route('**/*', (route) =>
		route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': "default-src 'self'" }, body: '' })
	);
	await page.goto('http://intranet.example/');
});
afterAll(() => browser?.close());

type Cleaned = { html: string; pictures: { src: string; alt: string }[]; lost: number };

async function clean(name: string): Promise<Cleaned> {
	const source = await readFile(`test/fixtures/paste/${name}.html`, 'utf8');
	const given = await page.evaluate((html) => {
		const { cleanHtml } = (globalThis as unknown as { pasting: { cleanHtml(html: string, origin: string): Cleaned } })
			.pasting;
		return cleanHtml(html, 'https://intranet.example');
	}, source);
	return { ...given, html: given.html.replace(/collage-[0-9a-z]+-/g, 'collage').replace(/></g, '>\n<') };
}

describe('a pasted text', () => {
	it.each(['word', 'libreoffice', 'google-docs', 'web'])('comes out clean from %s', async (name) => {
		const { html, pictures, lost } = await clean(name);
		const said = pictures.map(({ src, alt }) => `<!-- ${alt}: ${src.slice(0, 22)}… -->`);
		await expect([html, ...said, `<!-- ${lost} lost -->`, ''].join('\n')).toMatchFileSnapshot(
			`../fixtures/paste/${name}.clean.html`
		);
		expect(html).not.toMatch(/style=|class=|<font|<script|onclick|javascript:|utm_|mso|&nbsp;&nbsp;|<p><\/p>/);
		expect(complaints).toEqual([]);
	});
});
