import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { findPoppler, pdfFacts, pdfText } from '../support/poppler.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

const journal = '/journaux/le-trait-commun/12';
const letter = '/lettres/la-lettre-de-l-agglo/31';

/** Letters and digits alone, in one case: a PDF sets spaces, dashes and bullets as it likes. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

describe('issues on paper, on the built server', () => {
	let demo: Awaited<ReturnType<typeof demoData>>;
	let server: RunningServer;
	let browser: Browser;
	let cookie: string;

	beforeAll(async () => {
		findPoppler();
		demo = await demoData();
		server = await startServer(demo.dataDir);
		browser = await openBrowser();
		cookie = await signInAs(server.origin, 'agent.ville');
	});

	afterAll(async () => {
		await browser.close();
		await server.stop();
		demo.drop();
	});

	const pdfAt = async (path: string, headers: Record<string, string> = {}): Promise<Buffer> => {
		const response = await fetch(server.origin + path, { headers, redirect: 'manual' });
		expect(response.status, path).toBe(200);
		expect(response.headers.get('content-type')).toBe('application/pdf');
		return Buffer.from(await response.arrayBuffer());
	};

	/** What a page says, paragraph by paragraph. */
	async function paragraphs(path: string, scope = 'main'): Promise<string[]> {
		const context = await openContext(browser, server.origin, { cookie, javaScript: false });
		const page = await context.newPage();
		await page.goto(path);
		const all = page.locator(scope).locator('p, h1, h2, h3, h4, h5, li, figcaption, td, th');
		const said = await all.evaluateAll((found) =>
			found.filter((one) => !one.closest('[aria-hidden], [data-print=no]')).map((one) => one.textContent ?? '')
		);
		await context.close();
		return said.map(bare).filter((text) => text !== '');
	}

	it('prints what the page says, and nothing that it does not say (C15), tagged and in French (C16)', async () => {
		const pdf = await pdfAt(`${journal}/papier.pdf`, { cookie });
		expect(pdfFacts(pdf)).toMatchObject({ Title: 'Le Trait commun n°\u00a012', Tagged: 'yes', Creator: 'Unisson' });
		expect(pdf.toString('latin1')).toMatch(/\/Lang \(fr\)/);
		const lines = pdfText(pdf).split(/[\n\f]/);
		const furniture = /^\s*(Le Trait commun n°\s?12|\d{1,2})\s*$/u;
		const printed = bare(lines.filter((line) => !furniture.test(line)).join('\n'));
		const onScreen = await paragraphs(journal);
		expect(onScreen.length).toBeGreaterThan(80);
		expect(onScreen.filter((text) => !printed.includes(text))).toEqual([]);
		const whole = onScreen.join(' ');
		expect((await paragraphs(`${journal}/papier`, '.body')).filter((text) => !whole.includes(text))).toEqual([]);
	});

	it('asks no stranger for more than a public title, and shows him no other', async () => {
		const pdf = await pdfAt(`${letter}/papier.pdf?structure=agglo`);
		expect(pdfFacts(pdf).Title).toBe('La Lettre de l’agglo n°\u00a031');
		const sheet = await fetch(`${server.origin}${letter}/papier?structure=ville`);
		expect(sheet.status).toBe(200);
		expect(sheet.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
		for (const path of [`${journal}/papier`, `${journal}/papier.pdf`]) {
			const { status } = await fetch(server.origin + path, { redirect: 'manual' });
			expect(status).toBe(303);
			expect((await fetch(server.origin + path.replace('/journaux', '/lettres'))).status).toBe(404);
		}
		expect((await fetch(`${server.origin}${letter}/papier.pdf?structure=cc-lourdine`)).status).toBe(404);
	});

	it.each([390, 768, 1280])(
		'passes axe as sheets on a screen of %i px, which does not scroll sideways',
		async (width) => {
			for (const path of [`${journal}/papier`, `${letter}/papier`]) {
				const context = await openContext(browser, server.origin, { cookie, width });
				const page = await context.newPage();
				await page.goto(path);
				expect(await faults(page)).toEqual([]);
				expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
				await context.close();
			}
		}
	);
});
