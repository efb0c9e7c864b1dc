import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#platform/database/index.server.ts';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { specialLetter } from '../support/composed.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let drop: () => void;
/** Ids by address. */
let articles: Map<string, string>;
/** The id of a special issue of the public letter, in the period of its structure. */
let specialIssue: string;
const cookies = { redaction: '', admin: '', drh: '' };

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	const db = openDatabase(join(demo.dataDir, 'unisson.sqlite'));
	articles = new Map(
		(await db.selectFrom('article').select(['id', 'slug']).execute()).map(({ id, slug }) => [slug, id])
	);
	specialIssue = await specialLetter(db);
	await db.destroy();
	server = await startServer(demo.dataDir);
	browser = await openBrowser();
	for (const who of Object.keys(cookies) as (keyof typeof cookies)[]) cookies[who] = await signInAs(server.origin, who);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	drop?.();
});

const visit = async (
	who: keyof typeof cookies,
	path: string,
	options: { width?: number; javaScript?: boolean } = {}
) => {
	const context = await openContext(browser, server.origin, { ...options, cookie: cookies[who] });
	const page = await context.newPage();
	const response = await page.goto(path);
	return { page, status: response!.status(), close: () => context.close() };
};
/** For a machine that does something else meanwhile. */
const patience = { timeout: 15_000 };
const send = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('the words of the house', () => {
	it('keeps the lexicon without JavaScript: adds, refuses, finds, changes, takes away', async () => {
		const { page, close } = await visit('redaction', '/redaction/lexique', { javaScript: false });
		await page.locator('#new-term').fill('hublot');
		await send(page, 'Ajouter');
		await expect.poll(() => page.getByRole('alert').innerText(), patience).toContain('convenu');
		expect(await page.locator('#new-term').inputValue()).toBe('hublot');
		await page.locator('#new-preferred').fill('fenêtre');
		await send(page, 'Ajouter');
		await page.locator('main input[name=q]').fill('HUBLOT');
		await send(page, 'Filtrer');
		await page.getByRole('link', { name: 'Modifier hublot' }).click();
		await page.locator('#line-note').fill('On ne navigue pas.');
		await send(page, 'Enregistrer');
		expect(await page.locator('main').innerText()).toContain('On ne navigue pas.');
		await page.getByRole('link', { name: 'Modifier hublot' }).click();
		await send(page, 'Ôter du lexique');
		expect(await page.locator('main').innerText()).toContain('Aucun terme ne correspond');
		await close();
	});

	it('is read by every writer, and changed by desks', async () => {
		const { page, close } = await visit('drh', '/redaction/lexique');
		expect(await page.getByRole('heading', { name: 'Ajouter un terme' }).count()).toBe(0);
		expect(await page.getByRole('row', { name: /déchetterie/ }).innerText()).toContain('déchèterie');
		await close();
	});

	it('says beside the text what a second reader would, follows it, and leaves alone what is ignored', async () => {
		const { page, close } = await visit('redaction', `/redaction/articles/${articles.get('projet-de-territoire')}`);
		const review = page.getByRole('region', { name: 'Relire' });
		await review.getByRole('button', { name: 'Remplacer par « si »' }).click();
		await expect.poll(() => review.innerText(), patience).not.toContain('sous réserve de');
		const acronym = review.getByRole('listitem').filter({ hasText: 'ATSEM' });
		await acronym.getByRole('button', { name: 'Ignorer ici' }).click();
		expect(await review.innerText()).toMatch(/1\sconseil ignoré/);
		expect(await acronym.count()).toBe(0);
		await review.getByRole('button', { name: 'Tout revoir' }).click();
		await acronym.getByRole('button', { name: 'Développer' }).click();
		await expect.poll(() => review.innerText(), patience).not.toContain('ATSEM');
		await close();
	});
});

describe('periods and sections', () => {
	it('adds a ballot, counts its period, and keeps a journal of it', async () => {
		const { page, close } = await visit('admin', '/administration/elections', { javaScript: false });
		await page.locator('#new-title').fill('Élections régionales');
		await page.locator('#new-election').fill('2028-03-12');
		await send(page, 'Ajouter');
		const added = page.getByRole('listitem').filter({ hasText: 'Élections régionales' });
		expect(await added.innerText()).toContain('Du 1er septembre 2027 au 12 mars 2028');
		await page.getByRole('link', { name: 'Journal : Élection présidentielle' }).click();
		expect(await page.locator('main').innerText()).toContain('Première neige');
		const file = await page.request.get(`${page.url()}/journal.csv`);
		expect((await file.text()).split('\r\n')[0]).toContain('Titre;Adresse');
		await close();
	});

	it('asks the desk why an issue departs from its series, and the journal says it', async () => {
		const { page, close } = await visit('redaction', `/redaction/numeros/${specialIssue}`);
		await page.locator('iframe[title^="La lettre"]').waitFor({ state: 'attached' });
		await send(page, 'Demander le BAT');
		const dialog = page.getByRole('dialog', { name: 'Ce numéro s’écarte de la série' });
		await dialog.waitFor(patience);
		expect(await faults(page)).toEqual([]);
		await dialog.getByLabel('Pourquoi').fill('Alerte de crue, à dire à tous.');
		await dialog.getByRole('button', { name: 'Demander le BAT' }).click();
		await page.locator('[role=tabpanel] [data-state=submitted]').waitFor(patience);
		await page.goto('/redaction');
		await page.getByRole('link', { name: 'Journal de la période' }).first().click();
		const line = page.getByRole('row').filter({ hasText: 'Alerte de crue' });
		expect(await line.innerText()).toContain('Écart à la série expliqué');
		expect(await line.innerText()).toContain('La Lettre de l’agglo');
		await close();
	});

	it('merges two sections after saying what it changes, and old addresses lead to the one that stays', async () => {
		const { page, close } = await visit('admin', '/administration/rubriques/mobilites', { javaScript: false });
		await page.locator('select[name=vers]').selectOption('environnement');
		await send(page, 'Voir ce que cela change');
		expect(await page.locator('main').innerText()).toMatch(/\d+\sarticles passent dans «\s?Environnement\s?»/);
		await send(page, 'Réunir les deux rubriques');
		expect(await page.getByRole('status').innerText()).toContain('Les rubriques sont réunies.');
		await page.goto('/rubriques/mobilites');
		expect(new URL(page.url()).pathname).toBe('/rubriques/environnement');
		expect(await page.locator('main').innerText()).toContain('Neige');
		await close();
	});

	it('has no fault that axe finds, and no sideways scroll on a narrow phone', async () => {
		for (const path of [
			...['/redaction/lexique', '/administration/elections', '/administration/rubriques'],
			...['/administration/rubriques/education', '/administration/rubriques/education/fusion?vers=environnement']
		]) {
			const { page, close } = await visit('admin', path, { width: 320 });
			expect(await faults(page), path).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
			await close();
		}
	});
});
