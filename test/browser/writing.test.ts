import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let drop: () => void;

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	drop?.();
});

const arrive = async (who: string, options: { width?: number } = {}): Promise<BrowserContext> =>
	openContext(browser, server.origin, { ...options, cookie: await signInAs(server.origin, who) });

/** A new article with this title, on the desk page, and its address. */
async function begin(context: BrowserContext, title: string): Promise<{ page: Page; url: string }> {
	const page = await context.newPage();
	await page.goto('/redaction/articles/nouveau');
	await page.waitForFunction(() => document.activeElement?.id === 'field-title');
	await page.keyboard.type(title);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/redaction\/articles\/[0-9a-f-]{36}/);
	await page.waitForFunction(() => document.activeElement?.id === 'chapo');
	await page.locator('[contenteditable=true]').first().waitFor();
	return { page, url: page.url().split('#')[0]! };
}

const open = async (context: BrowserContext, url: string): Promise<Page> => {
	const page = await context.newPage();
	await page.goto(url, { waitUntil: 'networkidle' });
	return page;
};
const says = (page: Page, words: string) => page.locator('.state', { hasText: words }).waitFor({ timeout: 15_000 });
const saved = (page: Page) => says(page, 'Enregistré');
const read = async (page: Page) => [await page.inputValue('#titre'), await page.inputValue('#chapo')];
const text = (page: Page) => page.locator('[contenteditable=true]').first();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
/** What the server holds, read on a device that has never seen the text. */
async function readElsewhere(url: string): Promise<string[]> {
	const elsewhere = await arrive('redaction');
	const page = await open(elsewhere, url);
	const words = await read(page);
	await elsewhere.close();
	return words;
}

describe('writing', () => {
	it('begins with a title and Enter, and saves by itself without making a version', async () => {
		const context = await arrive('redaction');
		const { page, url } = await begin(context, 'Première neige');
		expect(await faults(page)).toEqual([]);
		await page.keyboard.type('Qui déneige quoi.');
		await saved(page);
		await says(page, 'version 1');
		expect(await readElsewhere(url)).toEqual(['Première neige', 'Qui déneige quoi.']);
		await context.close();
	});

	it('keeps a version with a note, shows what changed since, and takes it back', async () => {
		const context = await arrive('redaction');
		const { page } = await begin(context, 'Coupure d’eau');
		await page.keyboard.type('Mardi matin.');
		await page.keyboard.press('Control+Shift+S');
		await page.keyboard.type('Avant relecture');
		await page.keyboard.press('Enter');
		await says(page, 'version 2');
		await page.fill('#chapo', 'Mercredi matin.');
		await press(page, /^Comparer.*version 2/);
		const changes = page.getByRole('dialog');
		expect(await changes.locator('del').last().innerText()).toContain('Mardi');
		expect(await changes.locator('ins').last().innerText()).toContain('Mercredi');
		expect(await faults(page)).toEqual([]);
		await press(page, 'Reprendre cette version');
		await says(page, 'version 3');
		expect((await read(page))[1]).toBe('Mardi matin.');
		await press(page, 'Revenir en arrière');
		expect((await read(page))[1]).toBe('Mercredi matin.');
		await context.close();
	});

	it('says that a variant was written beside another common text', async () => {
		const context = await arrive('redaction');
		const { page } = await begin(context, 'Piscine fermée');
		await press(page, /^\+ Agglo/);
		await page.getByLabel('Titre', { exact: true }).last().fill('Bassins fermés');
		await page.fill('#titre', 'Piscine fermée lundi');
		await page.getByText('Le texte commun a changé depuis.').waitFor();
		expect(await faults(page)).toEqual([]);
		await press(page, 'C’est toujours juste');
		expect(await page.getByText('Le texte commun a changé depuis.').count()).toBe(0);
		await context.close();
	});
});

describe('nothing is lost', () => {
	it('when two people write: other places merge, the same place shows both texts', async () => {
		const mine = await arrive('redaction');
		const theirs = await arrive('valideur.agglo');
		const { page, url } = await begin(mine, 'Plan neige');
		expect((await (await theirs.newPage()).goto(url))!.status()).toBe(404);
		await page.getByLabel('Inviter une ou un collègue').fill('Teillaud');
		await press(page, /^Inviter/);
		await page.getByText('peut maintenant écrire avec vous').waitFor();

		const other = await open(theirs, url);
		await page.fill('#chapo', 'Le chapô de Marion.');
		await saved(page);
		await other.fill('#titre', 'Plan neige et verglas');
		await other.getByText(/^Modifications de .* reprises/).waitFor({ timeout: 20_000 });
		await saved(other);
		expect(await read(other)).toEqual(['Plan neige et verglas', 'Le chapô de Marion.']);
		await other.getByText('écrit aussi').waitFor({ timeout: 20_000 });

		await page.getByText(/^Modifications de Sandrine Teillaud reprises/).waitFor({ timeout: 20_000 });
		await mine.setOffline(true);
		await page.fill('#titre', 'Plan neige, jour et nuit');
		await other.fill('#titre', 'Plan verglas');
		await saved(other);
		await mine.setOffline(false);
		await says(page, 'Deux textes à départager');
		expect(await page.inputValue('#titre')).toBe('Plan neige, jour et nuit');
		await press(page, 'Les départager');
		expect(await faults(page)).toEqual([]);
		const both = await page.locator('fieldset').innerText();
		expect(both).toContain('Plan neige, jour et nuit');
		expect(both).toContain('verglas');
		await page.getByLabel('Garder les deux').check();
		await press(page, 'Réunir les textes');
		await saved(page);
		expect(await readElsewhere(url)).toEqual(['Plan verglas Plan neige, jour et nuit', 'Le chapô de Marion.']);
		await mine.close();
		await theirs.close();
	});

	it('when the tab is closed before choosing between two texts', async () => {
		const [mine, theirs] = [await arrive('redaction'), await arrive('redaction')];
		const { page, url } = await begin(mine, 'Fontaines');
		const other = await open(theirs, url);
		await mine.setOffline(true);
		await page.fill('#titre', 'Fontaines à l’arrêt');
		await says(page, 'Hors ligne');
		await other.fill('#titre', 'Fontaines en hiver');
		await saved(other);
		await page.close();
		await mine.setOffline(false);
		for (const round of [1, 2]) {
			const again = await open(mine, url);
			await again.getByRole('heading', { name: 'Deux textes à départager' }).waitFor();
			expect(await again.locator('fieldset').innerText(), `round ${round}`).toMatch(/à l’arrêt[^]*hiver/);
			await again.close();
		}
		expect((await readElsewhere(url))[0]).toBe('Fontaines en hiver');
		await mine.close();
		await theirs.close();
	});

	it('when two people write in neighbouring paragraphs at the same time', async () => {
		const [mine, theirs] = [await arrive('redaction'), await arrive('redaction')];
		const { page, url } = await begin(mine, 'Deux plumes');
		await text(page).click();
		await page.keyboard.type('Le premier paragraphe du texte.');
		await page.keyboard.press('Enter');
		await page.keyboard.type('Le second, qui suit.');
		await saved(page);
		const other = await open(theirs, url);
		await Promise.all([page, other].map((one, at) => text(one).locator('p').nth(at).click()));
		await Promise.all([page, other].map((one) => one.keyboard.press('End')));
		await Promise.all(
			[page, other].map((one, at) => one.keyboard.type([' Ajout un.', ' Ajout deux.'][at]!, { delay: 60 }))
		);
		for (const one of [page, other]) {
			await one.waitForFunction(
				() => /Ajout un\..*Ajout deux\./s.test(document.querySelector('[contenteditable]')!.textContent!),
				null,
				{ timeout: 30_000 }
			);
			await saved(one);
		}
		await mine.close();
		await theirs.close();
	});

	it('when the tab is closed at the last key', async () => {
		const context = await arrive('redaction');
		const { page, url } = await begin(context, 'Dernière touche');
		await text(page).click();
		await page.keyboard.type('Jusqu’au bout');
		await page.close();
		const again = await open(context, url);
		await again.waitForFunction(() => document.querySelector('[contenteditable]')?.textContent === 'Jusqu’au bout');
		await saved(again);
		await context.close();
	});

	it('when the network is lost and the tab is closed', async () => {
		const context = await arrive('redaction');
		const { page, url } = await begin(context, 'Vœux du personnel');
		await context.setOffline(true);
		await page.keyboard.type('Écrit sans réseau.');
		await says(page, 'Hors ligne');
		await page.close();
		await context.setOffline(false);
		expect((await readElsewhere(url))[1]).toBe('');
		const again = await open(context, url);
		await again.getByText('Texte retrouvé sur cet appareil.').waitFor();
		await saved(again);
		expect((await readElsewhere(url))[1]).toBe('Écrit sans réseau.');
		expect(await again.evaluate(() => localStorage.length)).toBe(0);
		await context.close();
	});

	it('when the network comes back by itself', async () => {
		const context = await arrive('redaction');
		const { page, url } = await begin(context, 'Marché de Noël');
		await context.setOffline(true);
		await page.keyboard.type('Place des Halles.');
		await says(page, 'Hors ligne');
		await context.setOffline(false);
		await saved(page);
		expect((await readElsewhere(url))[1]).toBe('Place des Halles.');
		await context.close();
	});

	it('when the session expires in the middle of typing', async () => {
		const context = await arrive('redaction');
		const { page, url } = await begin(context, 'Balayage');
		await context.clearCookies();
		await page.keyboard.type('Écrit sans session.');
		const dialog = page.getByRole('dialog', { name: 'Votre session a expiré' });
		await dialog.waitFor();
		expect(await faults(page)).toEqual([]);
		const [beside] = await Promise.all([context.waitForEvent('page'), dialog.getByRole('link').click()]);
		await beside.fill('[name=email]', 'redaction@demo.unisson.example');
		await beside.fill('[name=password]', 'unisson-demo');
		await beside.keyboard.press('Enter');
		await beside.waitForURL(`${server.origin}/`);
		await page.bringToFront();
		await saved(page);
		await dialog.waitFor({ state: 'detached' });
		expect((await readElsewhere(url))[1]).toBe('Écrit sans session.');
		await context.close();
	});

	it('and what one typed is never saved under the name of another', async () => {
		const context = await arrive('redaction');
		const { page, url } = await begin(context, 'Déchèterie');
		await page.keyboard.type('De Marion.');
		await saved(page);
		await context.clearCookies();
		const [name = '', value = ''] = (await signInAs(server.origin, 'dgs')).split('=');
		await context.addCookies([{ name, value, url: server.origin }]);
		await page.fill('#chapo', 'Encore de Marion.');
		await page.getByText('Ce navigateur est maintenant connecté au nom de').waitFor();
		expect((await readElsewhere(url))[1]).toBe('De Marion.');
		await context.close();
	});
});

describe('the desk page', () => {
	it('holds on a phone, with what stands beside the text at its foot', async () => {
		const context = await arrive('redaction', { width: 390 });
		const { page } = await begin(context, 'Un titre assez long pour prendre plusieurs lignes sur un téléphone');
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
		await page.getByRole('tab', { name: 'Versions' }).click();
		await page.getByText('Garder cette version').waitFor();
		expect(await faults(page)).toEqual([]);
		await context.close();
	});
});
