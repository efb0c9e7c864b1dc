import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';
import { faults } from '../support/axe.ts';

const readingPages = [
	'/',
	'/articles/plan-de-viabilite-hivernale',
	'/articles/elections-professionnelles',
	'/articles/sapins-paillage',
	'/articles/voeux-au-personnel',
	'/articles/portrait-nadia-atsem',
	'/articles/coupure-eau-rue-des-tanneurs',
	'/rubriques/mobilites',
	'/annonces',
	'/initiatives',
	'/agenda',
	'/journaux',
	'/journaux/le-trait-commun',
	'/recherche?q=neige',
	'/recherche?q=xyzzy',
	'/compte',
	'/accessibilite',
	'/mentions-legales',
	'/donnees-personnelles',
	'/plan-du-site',
	'/une-page-qui-n-existe-pas'
];

let server: RunningServer;
let browser: Browser;
let drop: () => void;
const cookies = { ville: '', agglo: '', redaction: '' };

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	browser = await openBrowser();
	cookies.ville = await signInAs(server.origin, 'agent.ville');
	cookies.agglo = await signInAs(server.origin, 'agent.agglo');
	cookies.redaction = await signInAs(server.origin, 'redaction');
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	drop?.();
});

const visit = async (
	who: keyof typeof cookies | null,
	path: string,
	options: { width?: number; theme?: 'light' | 'dark'; javaScript?: boolean } = {}
) => {
	const context = await openContext(browser, server.origin, { ...options, ...(who ? { cookie: cookies[who] } : {}) });
	const page = await context.newPage();
	const response = await page.goto(path);
	return { page, status: response!.status(), close: () => context.close() };
};
const textOf = (page: Page) => page.locator('main').innerText();

describe('reading', () => {
	it('says the winter road plan as each structure says it', async () => {
		const plan = '/articles/plan-de-viabilite-hivernale';
		const ville = await visit('ville', plan);
		const agglo = await visit('agglo', plan);
		const titles = [await ville.page.locator('h1').innerText(), await agglo.page.locator('h1').innerText()];
		expect(titles[0]).not.toBe(titles[1]);
		expect(await textOf(ville.page)).toContain('Passage propre');
		const onlyVille = await ville.page.locator('.passage[data-voice="ville"]').first().innerText();
		expect(await textOf(agglo.page)).not.toContain(onlyVille.split('\n').at(-1));
		await ville.close();
		await agglo.close();
	});

	it('does not find, for one structure, what is reserved to another', async () => {
		const mine = await visit('ville', '/articles/rifseep');
		const theirs = await visit('agglo', '/articles/rifseep');
		expect([mine.status, theirs.status]).toEqual([200, 404]);
		expect(await textOf(theirs.page)).not.toMatch(/rifseep/i);
		await mine.close();
		await theirs.close();
	});

	it('warns of what has expired and lists it nowhere', async () => {
		const expired = await visit('ville', '/articles/coupure-eau-rue-des-tanneurs');
		expect(await textOf(expired.page)).toMatch(/information ancienne/i);
		await expired.page.goto('/recherche?q=tanneurs+coupure');
		expect(await expired.page.locator('a[href="/articles/coupure-eau-rue-des-tanneurs"]').count()).toBe(0);
		await expired.close();
	});

	it('asks who is not signed in to sign in, and brings him back', async () => {
		const { page, close } = await visit(null, '/annonces');
		expect(new URL(page.url()).pathname).toBe('/connexion');
		await page
			.getByLabel(/courriel|matricule/i)
			.first()
			.fill('agent.ville@demo.unisson.example');
		await page.locator('input[name="password"]').fill('unisson-demo');
		await page.locator('input[name="password"]').press('Enter');
		await page.waitForURL('**/annonces');
		await close();
	});

	it('works without JavaScript, from the front page to a search and back', async () => {
		const { page, close } = await visit('ville', '/', { javaScript: false });
		await page.locator('main h1 a, main h2 a').first().click();
		expect(await page.locator('h1').count()).toBe(1);
		await page.locator('header input[name="q"]').fill('déneigement');
		await page.locator('header input[name="q"]').press('Enter');
		expect(await page.locator('mark').count()).toBeGreaterThan(0);
		await close();
	});

	it('lets who belongs to several structures change voice', async () => {
		const context = await openContext(browser, server.origin, { cookie: await signInAs(server.origin, 'redaction') });
		const page = await context.newPage();
		await page.goto('/');
		const faces = [await page.locator('html').getAttribute('data-structure')];
		await page.locator('header form[action^="/structure"] button:not([aria-current])').first().click();
		await page.waitForLoadState();
		faces.push(await page.locator('html').getAttribute('data-structure'));
		expect(faces[0]).not.toBe(faces[1]);
		await context.close();
	});
});

describe.each([
	['ville', 'light'],
	['ville', 'dark'],
	['agglo', 'light'],
	['agglo', 'dark']
] as const)('for %s in %s', (who, theme) => {
	it.each(readingPages)('%s has no fault that axe knows', async (path) => {
		const { page, close } = await visit(who, path, { theme });
		expect(await faults(page)).toEqual([]);
		await close();
	});
});

const publicPages = [
	'/connexion',
	'/accessibilite?structure=agglo',
	'/lettres/la-lettre-de-l-agglo/31?structure=agglo',
	'/lettres/la-lettre-de-l-agglo/31/plan-de-viabilite-hivernale?structure=agglo',
	'/desabonnement/essai'
];

describe.each(['light', 'dark'] as const)('for the desk in %s', (theme) => {
	it.each(['/redaction', '/redaction/mediatheque'])(
		'%s has no fault that axe knows, and does not scroll sideways',
		async (path) => {
			const { page, close } = await visit('redaction', path, { theme, width: 390 });
			expect(await faults(page)).toEqual([]);
			const excess = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(excess).toBeLessThanOrEqual(0);
			await close();
		}
	);
});

describe.each(['light', 'dark'] as const)('for the public in %s', (theme) => {
	it.each(publicPages)('%s has no fault that axe knows', async (path) => {
		const { page, status, close } = await visit(null, path, { theme });
		expect(status).toBe(200);
		expect(await faults(page)).toEqual([]);
		await close();
	});
});

it.each(readingPages)('%s does not scroll sideways at 320 px', async (path) => {
	const { page, close } = await visit('ville', path, { width: 320 });
	const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	expect(excess).toBeLessThanOrEqual(0);
	await close();
});

it.each(['/', '/articles/plan-de-viabilite-hivernale', '/recherche?q=neige', '/journaux/le-trait-commun'])(
	'%s keeps within the budget: 500 kB, 25 requests, no third party, no script',
	async (path) => {
		const context = await openContext(browser, server.origin, { cookie: cookies.ville, width: 390 });
		const page = await context.newPage();
		const urls: string[] = [];
		const sizes: Promise<{ responseBodySize: number }>[] = [];
		page.on('requestfinished', (request) => {
			urls.push(request.url());
			sizes.push(request.sizes());
		});
		await page.goto(path, { waitUntil: 'networkidle' });
		expect(urls.filter((url) => !url.startsWith(server.origin) && !url.startsWith('data:'))).toEqual([]);
		expect(urls.filter((url) => /\.js(\?|$)/.test(url))).toEqual([]);
		expect(urls.length).toBeLessThanOrEqual(25);
		const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
		expect(bytes).toBeGreaterThan(50_000);
		expect(bytes).toBeLessThanOrEqual(500_000);
		await context.close();
	}
);
