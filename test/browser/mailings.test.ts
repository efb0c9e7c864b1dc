import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { reach } from '../support/desk.ts';
import { openPatientOffice, type PatientOffice } from '../support/patient-office.ts';
import { openSendingDesk, type SendingDesk } from '../support/sending-desk.ts';
import { signInAs } from '../support/server.ts';

const doubt = 'doute@habitants.example';
/** How each voice says what the letter is about. */
const subject = { agglo: 'Un hiver bien préparé', ville: 'La Ville prépare votre hiver' };
const residents = [doubt, ...Array.from({ length: 1999 }, (_, index) => `personne${index}@habitants.example`)];

let office: PatientOffice;
let desk: SendingDesk;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	office = await openPatientOffice([doubt]);
	desk = await openSendingDesk(office.url, residents);
	browser = await openBrowser();
	const cookie = await signInAs(desk.server.origin, 'redaction');
	page = await (await openContext(browser, desk.server.origin, { cookie })).newPage();
});
afterAll(async () => {
	await browser?.close();
	await desk?.close();
	await office?.close();
});

/** In both themes, and nothing wider than the page. */
async function isSound(): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await faults(page)).toEqual([]);
	}
	const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(sideways).toBeLessThanOrEqual(0);
}

async function press(name: RegExp): Promise<void> {
	await reach(page, name);
	await page.keyboard.press('Enter');
}

/** The number of letters dealt with, as the page shows it. */
const shown = async (): Promise<number> =>
	Number((await page.locator('section[aria-label="Avancement"] strong').first().innerText()).replace(/\D/g, ''));

/** The names of the blocks of the issue, in order. */
const blocks = () => page.locator('.blocks [data-handle]').allInnerTexts();
/** As the plain text of a letter writes a title, on one line. */
const plain = (text: string) => text.replace(/\s+/g, ' ').toUpperCase();
const saved = () => page.locator('.state', { hasText: 'Enregistré à' }).waitFor({ timeout: 15_000 });

describe('an issue in two voices, composed and sent to 2 000 residents from the desk, without a mouse', () => {
	let total = 0;
	/** The titles of the articles in each voice, in its own order. */
	const said = { agglo: [] as string[], ville: [] as string[] };

	it('is composed of what is ready, and said otherwise by the Ville', async () => {
		await page.goto('/redaction/numeros?etat=preparation');
		await press(/Vos sapins/);
		await page.locator('iframe[title^="La lettre"]').waitFor({ state: 'attached' });
		for (let left = (await blocks()).length; left > 0; left -= 1) {
			await page.locator('.blocks [data-handle]').first().focus();
			await page.keyboard.press('Delete');
			await expect.poll(blocks).toHaveLength(left - 1);
		}
		await page.locator('#titre-numero').focus();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type(subject.agglo);
		await reach(page, /^Ajouter : /);
		for (const count of [1, 2, 3, 4]) {
			await page.keyboard.press('Enter');
			await expect.poll(blocks).toHaveLength(count);
		}
		await reach(page, /^Ville porte /);
		await reach(page, /^Ville porte « Conseil communautaire/, 'ArrowRight');
		await page.keyboard.press('Space');
		await expect.poll(() => page.locator('[data-told]').innerText()).toMatch(/^Ville porte/);
		await reach(page, /^Toutes les voix/, 'Shift+Tab');
		await reach(page, /^Agglo$/, 'ArrowRight');
		await expect.poll(async () => (said.agglo = await blocks()).length).toBe(2);
		await reach(page, /^Ville$/, 'ArrowLeft');
		await expect.poll(blocks).toHaveLength(4);
		const [first, second, ...others] = await blocks();
		await reach(page, /^Objet de Ville/);
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type(subject.ville);
		await reach(page, /^Conseil communautaire/);
		await page.keyboard.press('Alt+ArrowUp');
		said.ville = [second!, first!, ...others];
		await expect.poll(blocks).toEqual(said.ville);
		await saved();
	});

	it('has its proof from each structure, and shows it', async () => {
		await page.keyboard.press('Control+Alt+v');
		await page.getByRole('tabpanel', { name: /^Vérifier/ }).waitFor();
		await reach(page, /^Demander le BAT/, 'Shift+Tab');
		await page.keyboard.press('Enter');
		await page.locator('[data-state=submitted]').waitFor();
		for (const who of ['valideur.ville', 'valideur.agglo']) {
			const cookie = await signInAs(desk.server.origin, who);
			const decider = await (await openContext(browser, desk.server.origin, { cookie })).newPage();
			await decider.goto('/redaction/validations');
			await decider.getByRole('link', { name: new RegExp(subject.agglo) }).press('Enter');
			await decider.getByRole('button', { name: /^Valider pour / }).press('Enter');
			await decider.getByText('Votre validation est enregistrée').waitFor();
			await decider.context().close();
		}
		await page.reload();
		await page.getByText('BAT donné.').waitFor();
	});

	it('is looked at before it leaves: who receives it, who does not, when', async () => {
		await page.goto('/redaction/envois');
		await isSound();
		await press(new RegExp(`^${subject.agglo}`));
		await page.waitForURL(/nouveau\?numero=/);
		await page.getByText('BAT donné.').waitFor();
		await isSound();
		await reach(page, /^C’est urgent/);
		await page.keyboard.press('Space');
		await press(/^Préparer, puis relire/);
		await page.getByText('Dites pourquoi cet envoi est urgent.').waitFor();
		await reach(page, /^Pourquoi c’est urgent/);
		await page.keyboard.type('Neige cette nuit.');
		await press(/^Préparer, puis relire/);
		await page.waitForURL(/\/depart/);
		total = Number((await page.locator('.figure strong').innerText()).replace(/\D/g, ''));
		expect(total).toBeGreaterThanOrEqual(residents.length);
		await isSound();
	});

	it('is seen to move without reloading, and waits when it is told to', async () => {
		office.holdAfter(700);
		await press(/^Envoyer à/);
		await page.waitForURL(/envois\/[0-9a-f-]+$/);
		await page.evaluate(() => void ((globalThis as { kept?: boolean }).kept = true));
		await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThanOrEqual(700);
		expect(await page.evaluate(() => (globalThis as { kept?: boolean }).kept)).toBe(true);
		expect(await page.locator('[role="status"]').innerText()).toMatch(/^25.% des lettres/);
		await press(/^Mettre en pause/);
		await page.getByText('Mis en pause à la main.').waitFor();
		office.open();
		await isSound();
		// Letters under way have ended; nothing else leaves.
		await expect.poll(() => office.received.size).toBeGreaterThan(700);
		expect(office.received.size).toBeLessThanOrEqual(704);
		await press(/^Reprendre l’envoi/);
		await expect.poll(shown, { timeout: 60_000 }).toBe(total);
		await page.getByText('Envoyé', { exact: true }).waitFor();
	});

	it('names the letter that may have been lost, and sends it again when asked', async () => {
		await page.getByRole('heading', { name: '1 lettre incertaine' }).waitFor();
		expect(office.received.has(doubt)).toBe(false);
		await isSound();
		await press(/^Renvoyer cette lettre/);
		await expect.poll(() => office.received.get(doubt)?.length, { timeout: 20_000 }).toBe(1);
		await expect.poll(() => page.locator('#incertaines').count()).toBe(0);
	});

	it('reaches everybody once', () => {
		expect(residents.filter((address) => office.received.get(address)?.length !== 1)).toEqual([]);
		expect(office.received.size).toBe(total);
	});

	it('answers who asks what became of a letter, and shows what was sent', async () => {
		await press(/^Chercher quelqu’un/);
		await page.getByLabel(/^Adresse/).waitFor();
		await reach(page, /^Adresse/);
		await page.keyboard.type('personne42@');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: '1 lettre', exact: true }).waitFor();
		await page.getByText('personne42@habitants.example').waitFor();
		await isSound();
		await page.goto('/redaction/envois');
		await press(new RegExp(`^${subject.agglo}`));
		await page.getByRole('heading', { name: 'Les lettres' }).waitFor();
		await page.locator('.letters a').first().press('Enter');
		await page.waitForURL(/lettres\//);
		await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
		await isSound();
	});

	it('is prepared, planned, called off and stopped without JavaScript', async () => {
		const next = await desk.approve();
		const cookie = await signInAs(desk.server.origin, 'redaction');
		const plain = await (await openContext(browser, desk.server.origin, { cookie, javaScript: false })).newPage();
		await plain.goto(`/redaction/envois/nouveau?numero=${next.id}`);
		await plain.getByLabel('À un moment choisi').check();
		await plain.getByLabel('Jour').fill('2099-12-03');
		await plain.getByLabel('Heure').fill('10:00');
		await plain.getByRole('button', { name: 'Préparer' }).click();
		await plain.getByText('2 000 destinataires').first().waitFor();
		await plain.locator('form[method="POST"] .button[data-rank="first"]').click();
		await plain.getByText('Départ prévu le jeudi 3 décembre 2099, à 10 h').waitFor();
		await plain.getByRole('button', { name: 'Annuler le départ' }).click();
		await plain.getByText('Le départ prévu a été annulé.').waitFor();
		await plain.getByRole('link', { name: 'Arrêter…' }).click();
		await plain.getByText('Personne ne l’a encore reçu.').waitFor();
		await plain.getByRole('button', { name: 'Arrêter pour de bon' }).click();
		await plain.getByText('Arrêté', { exact: true }).first().waitFor();
	});

	it('is read as a picture, by somebody of each structure', async () => {
		const folder = join(import.meta.dirname, '..', '.tmp', 'letters');
		mkdirSync(folder, { recursive: true });
		const letters = await Promise.all(
			[residents[1]!, residents[2]!].map(async (address) => PostalMime.parse(office.received.get(address)![0]!))
		);
		expect(new Set(letters.map(({ from }) => from?.name)).size).toBe(2);
		expect(letters.map(({ subject }) => subject)).toEqual([subject.ville, expect.stringContaining(subject.agglo)]);
		for (const [index, titles] of [said.ville, said.agglo].entries()) {
			const text = plain(letters[index]!.text!);
			const places = titles.map((title) => text.indexOf(plain(title)));
			expect(places, 'in the order of its voice').toEqual(places.toSorted((a, b) => a - b));
			expect(places).not.toContain(-1);
			const others = [...said.ville, ...said.agglo].filter((title) => !titles.includes(title));
			expect(others.filter((title) => text.includes(plain(title)))).toEqual([]);
		}
		for (const [index, { html }] of letters.entries()) {
			const reader = await (await openContext(browser, desk.origin, { width: 680 })).newPage();
			// From the address of its pictures: a browser asks before a page reaches into its own machine.
			await reader.route('**/lettre-recue', (route) => route.fulfill({ contentType: 'text/html', body: html! }));
			await reader.goto('/lettre-recue');
			expect(await reader.evaluate(() => [...document.images].every(({ naturalWidth }) => naturalWidth > 0))).toBe(
				true
			);
			await reader.screenshot({ path: join(folder, `lettre-${index + 1}.png`), fullPage: true });
		}
	});
});
