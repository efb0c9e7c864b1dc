import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let page: Page;
let drop: () => void;
let address: string;

const slug = 'plan-de-viabilite-hivernale';

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	browser = await openBrowser();
	const cookie = await signInAs(server.origin, 'redaction');
	address = await addressOf('Repas de fin d’année des résidents', cookie);
	page = await (await openContext(browser, server.origin, { cookie })).newPage();
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	drop?.();
});

/** The desk page of an article, found by its title in the list. */
async function addressOf(title: string, cookie: string): Promise<string> {
	const context = await openContext(browser, server.origin, { cookie });
	const list = await context.newPage();
	await list.goto('/redaction');
	const href = await list.getByRole('link', { name: title }).first().getAttribute('href');
	await context.close();
	return href!;
}

describe('where an article goes, in a browser', () => {
	it('says when, by which ways and for whom, and asks why a usual way is left out', async () => {
		await page.goto(address);
		// Its script runs once the text can be written in.
		await page.locator('[contenteditable=true]').first().waitFor();
		await page.getByRole('tab', { name: 'Diffuser' }).click();
		await page.getByRole('heading', { name: 'Quand', exact: true }).waitFor();
		expect(await page.getByRole('checkbox', { name: 'Flux' }).isDisabled()).toBe(true);
		await page.getByRole('radio', { name: 'Grand public' }).check();
		await page.getByText('N’y passe pas : Affichage').waitFor();
		await page.getByRole('checkbox', { name: 'Flux' }).click();
		await page.getByLabel('Pourquoi pas par : Flux ?').fill('Rien pour le site');
		await page.getByRole('button', { name: 'Ne pas y passer' }).click();
		await page.getByText('Habituel et non coché').waitFor();
		await page.getByRole('button', { name: 'Demain 8 h' }).click();
		await page.getByText(/^Paraîtra .* à 8\sh, une fois validé\./).waitFor();
		expect(await faults(page)).toEqual([]);
	});

	it('counts the signs of a text as it is typed', async () => {
		await page.getByLabel('Texte pour les réseaux sociaux').fill('Il neige ! 👩‍🚒');
		await page.getByText('12 signes sur 300.').waitFor();
	});

	it('shows what is typed on every channel, asks once per pause, and nothing of it runs', async () => {
		let asked = 0;
		page.on('request', (request) => {
			if (request.url().endsWith('/apercu') && request.method() === 'POST') asked += 1;
		});
		await page.getByRole('button', { name: /Aperçu/ }).click();
		const preview = page.getByRole('dialog', { name: 'Aperçu' });
		await preview.getByRole('heading', { name: 'Repas de fin d’année des résidents' }).waitFor();
		for (const channel of ['Texte', 'Impression', 'Réseaux', 'Courriel']) {
			await preview.getByText(channel, { exact: true }).click();
			expect(await faults(page)).toEqual([]);
		}
		const mail = page.frameLocator('iframe').first();
		await mail.getByRole('heading', { name: 'Repas de fin d’année des résidents' }).waitFor();
		await page.waitForTimeout(600);
		expect(asked).toBe(1);
		await page.keyboard.press('Escape');
		expect(await preview.count()).toBe(0);
		expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Aperçu/);
	});

	it('says in one sentence what became of what was sent', async () => {
		await page.getByRole('button', { name: /^Envoyer/ }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByText('Qui décidera').waitFor();
		expect(await faults(page)).toEqual([]);
		await dialog.getByRole('button', { name: 'Valider', exact: true }).click();
		await dialog.getByText(/^Validé\. Paraîtra .* à 8\sh\.$/).waitFor();
	});
});

describe('public feeds, over the wire', () => {
	const get = (path: string, headers = {}) => fetch(server.origin + path, { redirect: 'manual', headers });

	it('are given to anyone, once', async () => {
		for (const [ending, type] of [
			['atom', 'application/atom+xml'],
			['json', 'application/feed+json']
		]) {
			const first = await get(`/flux/agglo/articles.${ending}`);
			expect(first.status).toBe(200);
			expect(first.headers.get('content-type')).toContain(type);
			const body = await first.text();
			expect(body).toContain('Neige : l’Agglo ouvre'.replace(' :', '\u00a0:'));
			expect(body).not.toContain('astreinte voirie');
			const again = await get(`/flux/agglo/articles.${ending}`, { 'if-none-match': first.headers.get('etag')! });
			expect(again.status).toBe(304);
		}
		expect((await get('/flux/nulle-part/articles.atom')).status).toBe(404);
	});

	it('lead to a page of each article in the voice of its structure, without what is not public', async () => {
		const found = await get(`/flux/agglo/${slug}`);
		expect(found.status).toBe(200);
		const html = await found.text();
		expect(html).toContain('data-structure="agglo"');
		expect(html).not.toContain('À dire aux habitants');
		expect((await get('/flux/agglo/elections-professionnelles')).status).toBe(404);
	});
});
