import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let drop: () => void;

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	browser = await openBrowser();
	context = await openContext(browser, server.origin, { cookie: await signInAs(server.origin, 'redaction') });
	page = await context.newPage();
	await page.goto('/redaction');
	await page.locator('a[href^="/redaction/articles/"]:not([href$="/nouveau"])').first().click();
	await text().waitFor();
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	drop?.();
});

const text = () => page.getByRole('textbox', { name: 'Texte de l’article' });
const lines = () => text().locator('> *').allInnerTexts();
const write = (words: string) => page.keyboard.type(words);
const press = async (...keys: string[]) => {
	for (const key of keys) await page.keyboard.press(key);
};

/** As another program would paste: what it put on the clipboard, dropped where the caret is. */
const paste = (html: string, plain = '') =>
	text().evaluate(
		(element, [html, plain]) => {
			const clipboardData = new DataTransfer();
			if (html) clipboardData.setData('text/html', html);
			if (plain) clipboardData.setData('text/plain', plain);
			element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
		},
		[html, plain] as const
	);

describe('the text of an article', () => {
	beforeEach(async () => {
		await text().focus();
		await press('ControlOrMeta+a', 'Delete');
	});

	it('is written by keyboard alone, from titles to tables', async () => {
		await write('## Qui fait quoi ?');
		await press('Enter');
		await write('La **Ville** sale [ici](https://ville.example/).');
		await press('Enter');
		await write('/chif');
		await page.getByRole('option', { name: /Chiffre clé/ }).waitFor();
		await press('Enter');
		await write('38 km');
		await press('Enter');
		await write('de moins par nuit');
		await press('Enter', 'Enter');
		await write('/table');
		await press('Enter');
		await write('Secteur');
		await press('Tab');
		await write('Heure');
		await press('Tab');
		await write('Équipe');
		await press('ControlOrMeta+Enter');
		await write('Fin.');
		expect(await text().locator('h2').innerText()).toBe('Qui fait quoi ?');
		expect(await text().locator('p strong').innerText()).toBe('Ville');
		expect(await text().locator('p a').getAttribute('href')).toBe('https://ville.example/');
		expect(await text().getByLabel('Le chiffre').inputValue()).toBe('38 km');
		expect((await text().locator('th').allInnerTexts()).map((each) => each.trim())).toEqual([
			'Secteur',
			'Heure',
			'Équipe'
		]);
		expect(await faults(page)).toEqual([]);
	});

	it('says in the margin whom a passage is for, and in a word', async () => {
		await write('Pour tous.');
		await press('Enter');
		await write('Pour les agents.');
		await press('ControlOrMeta+Alt+p');
		await page.getByRole('checkbox', { name: 'Ville', exact: true }).check();
		await page.getByRole('radio', { name: 'Agents seulement' }).check();
		await press('Enter');
		const label = page.getByRole('button', { name: 'Ville · agents seulement', exact: true });
		await label.waitFor();
		await press('ControlOrMeta+Shift+8');
		await expect.poll(() => text().locator('li').count()).toBe(1);
		expect(await label.isVisible(), 'a list of what was reserved is reserved').toBe(true);
		await press('Alt+ArrowUp');
		await expect.poll(lines).toEqual(['Pour les agents.', 'Pour tous.']);
		await press('ControlOrMeta+z', 'ControlOrMeta+z', 'ControlOrMeta+z');
		await expect.poll(() => label.count()).toBe(0);
	});

	it('takes a text of Word as its own blocks', async () => {
		await paste(await readFile('test/fixtures/paste/word.html', 'utf8'));
		expect(
			await text()
				.locator('> *')
				.evaluateAll((all) => all.map(({ tagName }) => tagName))
		).toEqual(['H2', 'H2', 'P', 'H3', 'UL', 'OL', 'DIV', 'H4', 'P']);
		expect(await text().locator('[style*="mso"], font, [class*="Mso"]').count()).toBe(0);
		await page.getByText('1 image d’ailleurs n’a pas été reprise').waitFor();
		await page.getByRole('button', { name: 'Compris' }).click();
	});

	it('is left by Escape, then Tab', async () => {
		await write('- un');
		await press('Escape', 'Tab');
		expect(await text().evaluate((element) => element.contains(document.activeElement))).toBe(false);
	});
});
