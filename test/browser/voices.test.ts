import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let drop: () => void;
const open: BrowserContext[] = [];

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	browser = await openBrowser();
});
afterAll(async () => {
	for (const context of open) await context.close();
	await browser?.close();
	await server?.stop();
	drop?.();
});

/** A phone without JavaScript, unless said otherwise, in somebody's hand. */
async function phoneOf(name: string, options: { width?: number; javaScript?: boolean } = {}): Promise<Page> {
	const cookie = await signInAs(server.origin, name);
	const context = await openContext(browser, server.origin, { cookie, width: 390, javaScript: false, ...options });
	open.push(context);
	return context.newPage();
}

const mainOf = (page: Page) => page.locator('main').innerText();

describe('the other voices, on a phone without JavaScript', () => {
	it('takes a team leader’s initiative to the officer’s desk, and loses nothing that was typed', async () => {
		const page = await phoneOf('equipe');
		await page.goto('/initiatives');
		await page.getByRole('link', { name: 'Proposer une initiative' }).click();
		await page.getByLabel('Titre').fill('Un banc sous le tilleul');
		await page.getByLabel('Ce que vous avez fait').fill('Nous avons monté un banc avec le bois des palettes.');
		await page.getByLabel('Ce que ça change').fill('Les pauses se prennent à l’ombre.');
		await page.getByLabel('Votre équipe').fill('Équipe Nord');
		await page.getByLabel('Une photo').setInputFiles(join(import.meta.dirname, '../../src/demo/art/bus.svg'));
		await page.getByLabel('Que montre la photo').fill('Un banc de bois clair au pied d’un arbre.');
		await page.getByRole('button', { name: 'Envoyer' }).click();
		expect(await page.getByLabel('Ce que vous avez fait').inputValue()).toContain('palettes');
		expect(await page.locator('#field-photo-error').innerText()).toContain('À corriger');

		const { default: sharp } = await import('sharp');
		const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#4d6317' } })
			.jpeg()
			.toBuffer();
		await page.getByLabel('Une photo').setInputFiles({ name: 'banc.jpg', mimeType: 'image/jpeg', buffer });
		await page.getByRole('button', { name: 'Envoyer' }).click();
		expect(new URL(page.url()).pathname).toBe('/initiatives/mes-initiatives');
		expect(await mainOf(page)).toMatch(/Un banc sous le tilleul\s+Reçue par la communication/);

		const desk = await phoneOf('redaction');
		await desk.goto('/redaction');
		expect(await mainOf(desk)).toContain('Un banc sous le tilleul');
	});

	it('asks to take note on the home page until it is done, once and for all', async () => {
		const page = await phoneOf('agent.ville');
		await page.goto('/');
		await page.locator('div.pending').getByRole('link', { name: 'Fermeture de l’hôtel de ville' }).click();
		await page.getByRole('button', { name: 'J’ai pris connaissance' }).click();
		expect(await page.locator('#lecture').innerText()).toContain('Vous avez confirmé');
		await page.goto('/');
		expect(await page.locator('div.pending').innerText()).not.toContain('Fermeture');
	});

	it('gives a place, a bravo and a comment with its charter, each of which can be taken back', async () => {
		const page = await phoneOf('agent.agglo');
		await page.goto('/articles/sapins-paillage');
		await page.getByRole('button', { name: 'Reprendre mon bravo' }).click();
		await page.getByRole('button', { name: 'Bravo', exact: true }).click();
		expect(await page.locator('#echo').innerText()).toContain('dont le vôtre');
		const other = await phoneOf('drh');
		await other.goto('/articles/sapins-paillage');
		await other.getByLabel('Votre commentaire').fill('Combien de sapins par heure ?');
		await other.locator('form', { has: other.getByLabel('Votre commentaire') }).evaluate((form) => {
			(form as HTMLFormElement).noValidate = true;
		});
		await other.getByRole('button', { name: 'Commenter' }).click();
		expect(await other.getByLabel('Votre commentaire').inputValue()).toBe('Combien de sapins par heure ?');
		await other.getByLabel('J’ai lu la charte').check();
		await other.getByRole('button', { name: 'Commenter' }).click();
		expect(await other.locator('#commentaires').innerText()).toContain('Combien de sapins par heure');
		await other.getByRole('button', { name: 'Retirer mon commentaire' }).click();
		expect(await other.locator('#commentaires').innerText()).not.toContain('par heure');
	});
});

const pages: [who: string, path: string][] = [
	['agent.ville', '/articles/fermeture-24-decembre'],
	['agent.ville', '/annonces/a-confirmer'],
	['dgs', '/annonces/nouvelle'],
	['equipe', '/initiatives/nouvelle'],
	['equipe', '/initiatives/mes-initiatives'],
	['agent.agglo', '/initiatives/reprises'],
	['agent.agglo', '/articles/vaccination-grippe'],
	['agent.agglo', '/articles/sapins-paillage'],
	['agent.ville', '/demandes'],
	['agent.ville', '/demandes/nouvelle'],
	['redaction', '/redaction/demandes'],
	['redaction', '/redaction/commentaires']
];

it.each(pages)('%s finds nothing wrong on %s with axe, nor a sideways scroll at 320 px', async (who, path) => {
	const page = await phoneOf(who, { width: 320, javaScript: true });
	await page.goto(path);
	expect(await faults(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
