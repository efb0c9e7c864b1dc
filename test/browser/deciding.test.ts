import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeMessage } from '#foundation/notices/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { listPending, makeDecisionLink } from '#foundation/validation/index.server.ts';
import { findAgent } from '#foundation/accounts/index.server.ts';
import { openDatabase, type Db } from '#platform/database/index.server.ts';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let db: Db;
let drop: () => void;
let dataDir: string;

beforeAll(async () => {
	const demo = await demoData();
	({ drop, dataDir } = demo);
	server = await startServer(dataDir);
	db = openDatabase(join(dataDir, 'unisson.sqlite'));
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	await db?.destroy();
	await server?.stop();
	drop?.();
});

const cookies = new Map<string, string>();
async function cookieOf(who: string): Promise<string> {
	const known = cookies.get(who) ?? (await signInAs(server.origin, who));
	cookies.set(who, known);
	return known;
}

type Options = { width?: number; theme?: 'light' | 'dark'; javaScript?: boolean };

async function open(
	who: string | null,
	path: string,
	options: Options = {}
): Promise<{ page: Page; close(): Promise<void> }> {
	const cookie = who ? await cookieOf(who) : undefined;
	const context = await openContext(browser, server.origin, { ...options, ...(cookie && { cookie }) });
	const page = await context.newPage();
	await page.goto(path);
	return { page, close: () => context.close() };
}

/** What waits for a demo account: its first step, and a link to decide it. */
async function waiting(name: string) {
	const agent = (await findAgent(db, `${name}@demo.unisson.example`))!;
	const [pending] = await listPending(db, agent.id);
	const link = () => db.transaction().execute((tx) => makeDecisionLink(tx, pending!.step.id, agent.id));
	return { pending: pending!, link };
}
const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const screens: [who: string, path: string][] = [
	['admin', '/redaction/territoires'],
	['admin', '/redaction/territoires/mobilites/ville'],
	['dgs', '/redaction/circuits'],
	['admin', '/redaction/circuits/nouveau'],
	['valideur.ville', '/redaction/validations'],
	['agent.agglo', '/qui-fait-quoi']
];

describe.each([
	['light', 320],
	['dark', 1280]
] as const)('in %s at %i px', (theme, width) => {
	it.each(screens)('%s finds %s without fault, and without scrolling sideways', async (who, path) => {
		const { page, close } = await open(who, path, { theme, width });
		expect(await faults(page)).toEqual([]);
		expect(await sideways(page)).toBeLessThanOrEqual(0);
		await close();
	});

	it('shows a text under decision without fault, at the desk and by its link', async () => {
		const { pending, link } = await waiting('valideur.agglo');
		const { token } = await link();
		for (const [who, path] of [
			['valideur.agglo', `/redaction/validations/${pending.validation.id}`],
			[null, `/decision/${token}?structure=agglo`],
			[null, `/decision/${token}?structure=agglo&geste=renvoyer`],
			[null, '/decision/un-lien-qui-n-est-pas']
		] as const) {
			const { page, close } = await open(who, path, { theme, width });
			expect(await faults(page)).toEqual([]);
			expect(await sideways(page)).toBeLessThanOrEqual(0);
			await close();
		}
	});
});

it('lets somebody approve on a phone without JavaScript, at the desk', async () => {
	const { page, close } = await open('valideur.ville', '/redaction/validations', { width: 390, javaScript: false });
	const first = page.locator('main ol h3 a').first();
	const title = await first.innerText();
	await first.click();
	await page
		.getByRole('button', { name: /^Valider/ })
		.last()
		.click();
	expect(await page.locator('main [role="status"]').innerText()).toContain('Votre validation est enregistrée');
	expect(await page.locator('main ol h3 a').allInnerTexts()).not.toContain(title);
	await close();
});

it('lets somebody decide by a link in two taps, once, and shows no way into the intranet', async () => {
	const { link } = await waiting('valideur.agglo');
	const { token } = await link();
	const path = `/decision/${token}?structure=agglo`;
	const { page, close } = await open(null, path, { width: 390, javaScript: false });
	const ways = await page.locator('a[href]').evaluateAll((links) => links.map((each) => each.getAttribute('href')!));
	expect(ways.filter((href) => !href.startsWith('#'))).toEqual([]);
	const headers = (await page.reload())!.headers();
	expect([headers['x-robots-tag'], headers['cache-control']]).toEqual(['noindex, nofollow', 'no-store']);

	await page.getByRole('link', { name: 'Renvoyer…' }).click();
	await page.locator('textarea').first().fill('   ');
	await page.getByRole('button', { name: /^Renvoyer/ }).click();
	expect(await page.locator('[role="alert"]').innerText()).toContain('Dites ce qu’il faut corriger');

	await page.getByRole('button', { name: /^Valider/ }).click();
	expect(await page.locator('h1').innerText()).toBe('C’est validé');
	expect((await page.goto(path))!.status()).toBe(404);
	expect(await page.locator('h1').innerText()).toContain('n’a plus d’effet');
	await close();
});

it('writes a cell of the grid in place, with somebody found by name, and gives it back as it was', async () => {
	const { page, close } = await open('admin', '/redaction/territoires');
	await page.waitForLoadState('networkidle');
	await page.getByRole('link', { name: /Éducation, Agglo/ }).click();
	const dialog = page.getByRole('dialog');
	expect(await faults(page)).toEqual([]);
	await dialog.getByLabel('Pilote').check();
	await dialog.getByLabel('Son angle').fill('Les crèches et la restauration');
	await dialog.getByLabel(/Ajouter quelqu’un/).fill('ferrand');
	await dialog.getByLabel(/Ajouter quelqu’un/).press('Enter');
	await dialog.getByLabel(/Nadège Ferrand.*écrit/).check();
	await dialog.getByRole('button', { name: 'Enregistrer' }).click();
	await page.getByRole('button', { name: 'Rétablir l’état précédent' }).waitFor();
	expect(await dialog.count()).toBe(0);
	const cell = page.locator('td', { has: page.getByRole('link', { name: /Éducation, Agglo/ }) });
	const written = await cell.innerText();
	expect([/pilote/, /Les crèches et la restauration/, /Nadège Ferrand/].every((word) => word.test(written))).toBe(true);
	await page.getByRole('button', { name: 'Rétablir l’état précédent' }).click();
	await page.waitForURL('**/territoires?rendu=1');
	expect(await cell.innerText()).not.toContain('Nadège');
	await close();
});

it('sends a mail that reads in both themes, without script and on a phone', async () => {
	const structures = await listStructures(db);
	const text = 'Maud vous demande de valider ce texte.';
	const ask = { word: 'À valider', title: 'Première neige', standfirst: 'Qui déneige quoi.', who: text, step: 'Visa,' };
	const { html } = await noticeMessage(
		{
			...{ to: 'a@b.example', replyTo: '', structure: structures[0]!, voices: structures.slice(0, 2), id: 'essai' },
			...{ template: 'decision', subject: 'À valider', preheader: text, reason: text, text },
			data: {
				ask: {
					...ask,
					...{ due: 'avant demain', late: '', note: '', until: 'lundi' },
					...{ open: server.origin, approve: server.origin, return: server.origin }
				}
			}
		},
		{ origin: server.origin, dataDir, mailFrom: undefined }
	);
	expect(html).not.toMatch(/<script|\{\{|https?:\/\/(?!127|www\.w3)/);
	for (const theme of ['light', 'dark'] as const) {
		const context = await openContext(browser, server.origin, { theme, width: 390, javaScript: false });
		const page = await context.newPage();
		await page.setContent(html);
		const colours = await page.locator('a.first').evaluate((link) => {
			const { color, backgroundColor } = getComputedStyle(link);
			return [color, backgroundColor];
		});
		expect(colours).toEqual(
			theme === 'light' ? ['rgb(255, 255, 255)', 'rgb(154, 43, 60)'] : ['rgb(22, 20, 18)', 'rgb(240, 139, 152)']
		);
		expect(await sideways(page)).toBeLessThanOrEqual(0);
		await context.close();
	}
});
