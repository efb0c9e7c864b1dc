import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Db } from '#platform/database/index.server.ts';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { reach } from '../support/desk.ts';
import { columnOf, heavyIssue, proofing } from '../support/composed.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let dataDir: string;
let db: Db;
let drop: () => void;

beforeAll(async () => {
	({ dataDir, drop } = await demoData());
	db = openDatabase(join(dataDir, 'unisson.sqlite'));
	server = await startServer(dataDir);
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await db?.destroy();
	drop?.();
});

const arrive = async (
	who: string,
	options: { width?: number; theme?: 'light' | 'dark' } = {}
): Promise<BrowserContext> =>
	openContext(browser, server.origin, { ...options, cookie: await signInAs(server.origin, who) });

const saved = (page: Page) => page.locator('.state', { hasText: 'Enregistré à' }).waitFor({ timeout: 15_000 });
const told = (page: Page) => page.locator('[data-told]');
/** The names of the blocks, in order. */
const blocks = (page: Page) => page.locator('.blocks [data-handle]').allInnerTexts();
const press = async (page: Page, ...keys: string[]) => {
	for (const key of keys) await page.keyboard.press(key);
};

/** The page runs once its letter is there. */
const living = (page: Page) => page.locator('iframe[title^="La lettre"]').waitFor({ state: 'attached' });
/** A name as `reach` reads it. */
const named = (name: string) => new RegExp(`^${RegExp.escape(name.replace(/\s+/g, ' '))}`);

/** No fault that axe finds, and nothing wider than the page. */
async function isSound(page: Page, where: string): Promise<void> {
	expect(await faults(page), where).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where).toBe(true);
}

/** The composer of the issue in preparation of the demo. */
async function openIssue(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.goto('/redaction/numeros?etat=preparation');
	await page.locator('.preparing a').first().click();
	await page.waitForURL(/\/redaction\/numeros\/[0-9a-f-]{36}$/);
	await living(page);
	return page;
}

/** What the letter of a structure says, once it has followed. */
async function letter(page: Page, structure: RegExp): Promise<string> {
	await page.getByRole('group', { name: 'Lettre de' }).getByText(structure).click();
	const frame = page.locator('iframe[title^="La lettre"]');
	await expect.poll(() => frame.getAttribute('title')).toMatch(structure);
	return frame.contentFrame().locator('body').innerText();
}

describe('the composer', () => {
	it('makes a whole issue by keyboard alone, from nothing to its proof', async () => {
		const context = await arrive('redaction');
		const page = await context.newPage();
		await page.goto('/redaction/numeros');
		await reach(page, /^Nouveau numéro de L’Infolettre du jeudi/);
		await press(page, 'Enter');
		await reach(page, /^Vide/);
		await press(page, 'Enter');
		await page.waitForURL(/\/redaction\/numeros\/[0-9a-f-]{36}$/);
		await page.waitForFunction(() => document.activeElement?.id === 'titre-numero');

		await page.keyboard.type('Ce qui change en décembre');
		await press(page, 'Enter');
		await page.keyboard.type('Trois choses à savoir avant les fêtes');
		await reach(page, /^Ajouter un éditorial/);
		await press(page, 'Enter');
		await reach(page, /^Titre de l’éditorial/);
		await page.keyboard.type('Un hiver à trois');
		await page.locator('[contenteditable=true]').waitFor();
		await reach(page, /^Texte de l’éditorial/);
		await page.keyboard.type('Merci à celles et ceux qui veillent.');
		await press(page, 'Escape', 'Tab');
		await reach(page, /^Signature/);
		await page.keyboard.type('La directrice générale des services');
		await press(page, 'Escape');

		await press(page, 'Shift+F6');
		await reach(page, /^Ajouter : /);
		await press(page, 'Enter');
		await expect.poll(() => blocks(page)).toHaveLength(1);
		await press(page, 'Enter');
		await expect.poll(() => blocks(page)).toHaveLength(2);
		await press(page, 'ArrowDown', 'Enter');
		await expect.poll(() => blocks(page)).toHaveLength(3);
		const [first, second, third] = await blocks(page);

		await press(page, 'F6');
		await reach(page, named(third!));
		await press(page, 'Alt+ArrowUp', 'Alt+ArrowUp');
		await expect.poll(() => blocks(page)).toEqual([third, first, second]);
		expect(await told(page).innerText()).toContain('1re place sur 3');
		await press(page, 'Tab', 'e');
		await expect.poll(() => page.locator('.form select').first().inputValue()).toBe('full');
		await reach(page, named(second!));
		await press(page, 'Delete');
		await expect.poll(() => blocks(page)).toEqual([third, first]);
		await press(page, 'Control+z');
		await expect.poll(() => blocks(page)).toEqual([third, first, second]);

		await reach(page, /^Ajouter un bloc/);
		await press(page, 'Enter', 'ArrowDown', 'ArrowDown', 'Enter');
		await expect.poll(async () => (await blocks(page)).at(-1)).toMatch(/^Agenda, du /);
		await reach(page, /^Ville porte /);
		await press(page, 'Space');
		await expect.poll(() => told(page).innerText()).toMatch(/^Ville (ne )?porte/);
		await saved(page);

		await press(page, 'Control+Alt+v');
		await page.getByRole('tabpanel', { name: /^Vérifier/ }).waitFor();
		expect(await faults(page)).toEqual([]);
		await reach(page, /^Demander le BAT/, 'Shift+Tab');
		await press(page, 'Enter');
		await page.locator('[data-state=submitted]').waitFor();
		await reach(page, /^Reprendre/, 'Shift+Tab');
		await context.close();
	});

	it('says one issue in two voices: another order, another subject, another choice of articles', async () => {
		const context = await arrive('redaction');
		const page = await openIssue(context);
		const common = await blocks(page);
		await page.getByRole('group', { name: 'Composer pour' }).getByText('Ville', { exact: true }).click();
		const [first = '', second = ''] = await blocks(page);
		await page.getByLabel('Objet de Ville').fill('La Ville vous écrit');
		await page.locator('.blocks [data-handle]').nth(1).focus();
		await press(page, 'Alt+ArrowUp');
		await expect.poll(async () => (await blocks(page)).slice(0, 2)).toEqual([second, first]);
		await page.getByRole('group', { name: 'Composer pour' }).getByText('Toutes les voix').click();
		await expect.poll(() => blocks(page), { message: 'the common order stays' }).toEqual(common);
		const last = common.at(-1)!;
		await page.getByRole('button', { name: `Agglo porte « ${last} »`, exact: true }).click();
		await saved(page);

		const subject = page.locator('.line strong');
		const ville = await letter(page, /Ville/);
		await expect.poll(() => subject.innerText()).toBe('La Ville vous écrit');
		expect(ville.indexOf(second)).toBeLessThan(ville.indexOf(first));
		expect(ville).toContain(last);
		const agglo = await letter(page, /Agglo/);
		await expect.poll(() => subject.innerText()).not.toContain('La Ville');
		expect(agglo.indexOf(first)).toBeLessThan(agglo.indexOf(second));
		expect(agglo).not.toContain(last);
		await context.close();
	});

	it('is composed with the pointer too: an article dragged in, a block dragged up, taken back', async () => {
		const context = await arrive('redaction');
		const page = await openIssue(context);
		const common = await blocks(page);
		const cards = page.locator('.blocks > li');
		const ready = page.locator('[data-ready]').first();
		const title = (await ready.innerText()).replace(/^Ajouter\s:\s/, '').trim();
		// Firefox drags nothing that carries nothing.
		const carried = page.evaluate(
			() => new Promise((tell) => addEventListener('dragstart', ({ dataTransfer }) => tell(dataTransfer?.types)))
		);
		await ready.dragTo(cards.first(), { targetPosition: { x: 60, y: 8 } });
		await expect.poll(() => blocks(page)).toEqual([title, ...common]);
		expect(await carried).toEqual(['application/x-unisson']);
		await page
			.locator('.grip')
			.nth(1)
			.dragTo(cards.first(), { targetPosition: { x: 60, y: 8 } });
		await expect.poll(() => blocks(page)).toEqual([common[0], title, ...common.slice(1)]);
		await page.getByRole('button', { name: 'Annuler', exact: true }).first().click();
		await page.getByRole('button', { name: 'Annuler', exact: true }).first().click();
		await expect.poll(() => blocks(page)).toEqual(common);
		await context.close();
	});

	it('is copied for Outlook as the letter that it is: pasted, its pictures, headings and links are there', async () => {
		const context = await arrive('redaction');
		await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
		const page = await openIssue(context);
		const said = await page.locator('iframe[title^="La lettre"]').contentFrame().locator('body').innerText();
		await page.locator('summary', { hasText: 'Autres actions' }).click();
		await page.getByRole('button', { name: 'Copier pour Outlook' }).click();
		await told(page).getByText('copiée').waitFor();
		expect(await page.evaluate(async () => (await navigator.clipboard.read())[0]?.types)).toEqual(
			expect.arrayContaining(['text/html', 'text/plain'])
		);
		const mail = await context.newPage();
		await mail.setContent('<div contenteditable></div>');
		const sheet = mail.locator('[contenteditable]');
		await sheet.focus();
		await press(mail, 'Control+v');
		const words = (text: string) => text.replace(/\s+/g, ' ').trim();
		await expect.poll(async () => words(await sheet.innerText())).toBe(words(said));
		expect(await sheet.locator('img:not([src^="http"])').count()).toBe(0);
		expect(await sheet.locator('a[href^="http"]').count()).toBeGreaterThan(3);
		expect(await sheet.innerHTML()).not.toMatch(/<style|<!--|{{/);
		await context.close();
	});

	it('loses nothing without a network, nor when somebody else composes the same issue', async () => {
		const context = await arrive('redaction');
		const page = await openIssue(context);
		const other = await (await arrive('redaction')).newPage();
		await other.goto(page.url());
		await living(other);
		await other.locator('#apercu').fill('Un aperçu écrit ailleurs');
		await other.locator('#titre-numero').fill('Un titre écrit ailleurs');
		await saved(other);

		await context.setOffline(true);
		await page.locator('#titre-numero').fill('Un titre écrit ici');
		await page.locator('.state', { hasText: 'Hors ligne' }).waitFor({ timeout: 15_000 });
		await context.setOffline(false);
		await page.getByRole('heading', { name: 'Deux compositions à départager' }).waitFor({ timeout: 15_000 });
		await page.getByRole('radio', { name: /Le vôtre/ }).check();
		await page.getByRole('button', { name: 'Réunir les compositions' }).click();
		await saved(page);
		await page.reload();
		expect(await page.locator('#titre-numero').inputValue()).toBe('Un titre écrit ici');
		expect(await page.locator('#apercu').inputValue(), 'what touched another place joined by itself').toBe(
			'Un aperçu écrit ailleurs'
		);
		await other.context().close();
		await context.close();
	});

	it('has no fault that axe finds, in both themes and on a telephone', async () => {
		for (const [theme, width] of [
			['light', 1280],
			['dark', 390]
		] as const) {
			const context = await arrive('redaction', { theme, width });
			const page = await context.newPage();
			await page.goto('/redaction/numeros');
			expect(await faults(page)).toEqual([]);
			await page.goto(await page.locator('.preparing a').first().getAttribute('href').then(String));
			await living(page);
			await page.locator('.blocks [data-handle]').first().click();
			await isSound(page, `${theme}, ${width} px`);
			await page.getByRole('button', { name: 'La lettre', exact: true }).or(page.getByRole('tab')).first().click();
			for (const tab of [/^Qui va recevoir/, /^Vérifier/, /^BAT/]) {
				await page.getByRole('tab', { name: tab }).click();
				await isSound(page, `${String(tab)}, ${theme}, ${width} px`);
			}
			await page.getByRole('button', { name: /Essai$/ }).click();
			await page.getByLabel('À une autre adresse').check();
			await isSound(page, `a test, ${theme}, ${width} px`);
			await context.close();
		}
	});

	it('says where the proof stands to who composes: given back with a reason, then given', async () => {
		const { issueId, decide } = await proofing(db, server.origin, dataDir);
		const context = await arrive('redaction', { theme: 'dark' });
		const page = await context.newPage();
		const look = async (state: string) => {
			await page.goto(`/redaction/numeros/${issueId}`);
			await living(page);
			await page.getByRole('tab', { name: /^BAT/ }).click();
			await page.locator(`[role=tabpanel] [data-state=${state}]`).first().waitFor();
			await isSound(page, state);
		};
		await decide('return', 'La date est fausse.');
		await look('returned');
		expect(await page.getByRole('tabpanel').innerText()).toContain('La date est fausse.');
		await decide('approve');
		await look('approved');
		await page.getByRole('link', { name: 'Préparer l’envoi' }).waitFor();
		await context.close();
	});

	it('says which articles to shorten in a letter that is too heavy, and shortens them in one press', async () => {
		const context = await arrive('redaction');
		const page = await context.newPage();
		await page.goto(`/redaction/numeros/${await heavyIssue(db)}`);
		const gauge = page.locator('.gauge');
		await gauge.getByText('Trop lourde').waitFor({ timeout: 30_000 });
		await isSound(page, 'too heavy');
		const first = gauge.getByRole('button', { name: /^Passer en résumé/ }).first();
		const title = (await first.innerText()).replace(/^[^:]*:\s/, '');
		await first.click();
		await expect.poll(() => told(page).innerText()).toContain(`« ${title} » en résumé`);
		await context.close();
	});

	it('leaves the column of a group to its group', async () => {
		const context = await arrive('agent.ville', { width: 390 });
		const page = await context.newPage();
		await page.goto(`/redaction/tribunes/${await columnOf(db, 'agent.ville')}`);
		await isSound(page, 'to write');
		await page.getByLabel('Texte').fill('Nous demandons des bancs.');
		await page.getByRole('button', { name: 'Remettre la tribune' }).click();
		await page.getByText('Votre tribune est remise.').waitFor();
		await isSound(page, 'given');
		await page.getByRole('link', { name: 'Tribunes' }).click();
		await page.getByText(/^Remise le /).waitFor();
		await isSound(page, 'the list');
		await context.close();
	});

	it('is closed to who composes nothing', async () => {
		const desk = await arrive('redaction');
		const page = await openIssue(desk);
		const { pathname } = new URL(page.url());
		for (const who of ['agent.ville', 'equipe']) {
			const cookie = await signInAs(server.origin, who);
			const get = (path: string) => fetch(server.origin + path, { headers: { cookie }, redirect: 'manual' });
			expect([403, 404], who).toContain((await get(pathname)).status);
			expect([403, 404], who).toContain((await get(`${pathname}/verifications`)).status);
			expect((await get(`${pathname}/prets`)).status, who).not.toBe(200);
		}
		await desk.close();
	});
});
