import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let drop: () => void;
const cookies = { redaction: '', ville: '', equipe: '' };

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	browser = await openBrowser();
	cookies.redaction = await signInAs(server.origin, 'redaction');
	cookies.ville = await signInAs(server.origin, 'agent.ville');
	cookies.equipe = await signInAs(server.origin, 'equipe');
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	drop?.();
});

const library = '/redaction/mediatheque';

const visit = async (
	who: keyof typeof cookies,
	path: string,
	options: { width?: number; theme?: 'light' | 'dark'; javaScript?: boolean } = {}
) => {
	const context = await openContext(browser, server.origin, { ...options, cookie: cookies[who] });
	const page = await context.newPage();
	const response = await page.goto(path);
	return { page, status: response!.status(), close: () => context.close() };
};

const portrait = async (): Promise<string> => {
	const { page, close } = await visit('redaction', `${library}?q=ferhaoui`, { javaScript: false });
	const href = await page.locator('.tiles a').getAttribute('href');
	await close();
	return href!;
};

const excess = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('is searched without accents, by the people on its pictures too, and narrowed without script', async () => {
	const asked = async (query: string) => {
		const { page, close } = await visit('redaction', `${library}?${query}`, { javaScript: false });
		const names = await page.locator('.tiles a').allInnerTexts();
		await close();
		return names;
	};
	expect(await asked('q=DENEIGEUSE+neige')).toEqual([expect.stringContaining('déneigeuse')]);
	expect(await asked('q=orsel')).toEqual([expect.stringContaining('Yannick Orsel')]);
	expect(await asked('etat=accords')).toEqual([expect.stringContaining('Nadia Ferhaoui')]);
	expect(await asked('etat=retirees')).toEqual([]);
});

describe.each([390, 1280])('at %i px', (width) => {
	it.each(['', '/ajouter', '/ID', '/ID/accord', '/ID/remplacement', '/ID/suppression'])(
		'the page « %s » has no fault that axe knows, and does not scroll sideways',
		async (path) => {
			const own = path.startsWith('/ID') ? path.replace('/ID', await portrait()) : library + path;
			const { page, status, close } = await visit('redaction', own, { width, theme: width < 800 ? 'dark' : 'light' });
			expect(status).toBe(200);
			expect(await faults(page)).toEqual([]);
			expect(await excess(page)).toBeLessThanOrEqual(0);
			await close();
		}
	);
});

it('keeps a point of the picture with the keyboard alone', async () => {
	const { page, close } = await visit('redaction', await portrait());
	await page.locator('button.stage').focus();
	for (const key of ['Shift+ArrowRight', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
	await page.locator('button:has-text("Enregistrer")').press('Enter');
	await page.waitForSelector('[role="status"]');
	expect(await page.locator('[name="focalX"]').inputValue()).toBe('62');
	expect(await page.locator('[name="focalY"]').inputValue()).toBe('48');
	await close();
});

it('is open to team leaders, who change only what they have added', async () => {
	const { page, close } = await visit('equipe', await portrait());
	expect(await page.locator('main form').count()).toBe(0);
	expect(await page.locator('main').innerText()).not.toContain('Classeur');
	await close();
	const { status, close: closeOther } = await visit('equipe', `${await portrait()}/remplacement`);
	expect(status).toBe(403);
	await closeOther();
});

it('takes a picture away from every page when somebody takes back a consent, and says what is left to do', async () => {
	const article = '/articles/portrait-nadia-atsem';
	const before = await visit('ville', article);
	const address = await before.page.locator('main figure img, main picture img').first().getAttribute('src');
	await before.close();
	const seen = () => fetch(server.origin + address!).then(({ status }) => status);
	expect(await seen()).toBe(200);
	const { page, close } = await visit('redaction', await portrait(), { width: 390 });
	await page.locator('a:has-text("Retirer")').click();
	expect(await faults(page)).toEqual([]);
	await page.fill('[name="reason"]', 'Courriel du 21 novembre');
	await page.locator('button:has-text("Retirer l’accord")').click();
	await page.waitForSelector('[role="status"]');
	const said = await page.locator('main').innerText();
	expect(said).toContain('n’est plus montrée nulle part');
	expect(said).toContain('Nadia, ATSEM depuis vingt ans');
	expect(said).toContain('Retirez les exemplaires imprimés');
	await close();
	expect(await seen()).toBe(404);
	const after = await visit('ville', article);
	expect(await after.page.content()).not.toContain(address!.split('/')[2]);
	await after.close();
});
