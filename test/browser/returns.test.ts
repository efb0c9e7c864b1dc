import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeIn } from '#distribution/bounces/index.server.ts';
import { bounceToken, returnPath } from '#distribution/mailings/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { openDatabase } from '#platform/database/index.server.ts';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import type { Cast } from '../support/cast.ts';
import { openNames } from '../support/names.ts';
import { answer, dsn } from '../support/returns.ts';
import { createTitle, sentMailing } from '../support/sent.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

const secret = 'un secret de plus de trente-deux signes pour essayer';
let server: RunningServer;
let browser: Browser;
let names: Awaited<ReturnType<typeof openNames>>;
let drop: () => void;
const cookies = { redaction: '', admin: '' };

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	const db = openDatabase(join(demo.dataDir, 'unisson.sqlite'));
	const structures = await listStructures(db);
	const one = (slug: string) => structures.find((structure) => structure.slug === slug)!;
	const cast = { ville: one('ville'), agglo: one('agglo'), desk: operator } as unknown as Cast;
	const people = ['personne@fai.example', 'jeanne@fai.example'];
	const title = await createTitle(db, cast, 'La Lettre des essais');
	const { deliveries } = await sentMailing(
		db,
		cast,
		title,
		people.map((address) => ({ address }))
	);
	const [first, second] = deliveries.map((id) => returnPath('retours@lettre.example', bounceToken(secret, id)));
	await takeIn(db, dsn({ to: first!, recipient: people[0]! }), 'essai', secret);
	await takeIn(db, answer(second!, { text: 'Je change d’adresse.' }), 'essai', secret);
	const { ville } = cast;
	const identity = { ...ville.identity, sender: { ...ville.identity.sender, address: 'lettre@brezanne.fr' } };
	await db
		.updateTable('structure')
		.set({ identity: JSON.stringify(identity) })
		.where('id', '=', ville.id)
		.execute();
	await db.destroy();
	names = await openNames({ 'brezanne.fr': { txt: ['v=spf1 mx +all'], mx: ['mx.brezanne.fr'] } });
	server = await startServer(demo.dataDir, {
		...{ SESSION_SECRET: secret, DNS_SERVER: names.server, SMTP_URL_VILLE: 'smtp://smtp.brezanne.fr' }
	});
	browser = await openBrowser();
	for (const who of Object.keys(cookies) as (keyof typeof cookies)[]) cookies[who] = await signInAs(server.origin, who);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await names?.close();
	drop?.();
});

const visit = async (
	who: keyof typeof cookies,
	path: string,
	options: { width?: number; javaScript?: boolean } = {}
) => {
	const context = await openContext(browser, server.origin, { ...options, cookie: cookies[who] });
	const page = await context.newPage();
	await page.goto(path);
	return { page, close: () => context.close() };
};
const patience = { timeout: 15_000 };

describe('what comes back', () => {
	it('is read in the tray, and an address is put back with a reason, without JavaScript', async () => {
		const { page, close } = await visit('redaction', '/redaction/envois/retours?voir=lire', { javaScript: false });
		expect(await page.locator('blockquote').innerText()).toContain('Je change d’adresse.');
		await page.getByRole('button', { name: 'C’est lu' }).click();
		expect(await page.getByText('Rien à lire').count()).toBe(1);
		await page.getByRole('link', { name: 'Adresses écartées' }).click();
		await page.locator('summary').click();
		await page.getByLabel('Pourquoi').fill('   ');
		await page.getByRole('button', { name: 'Rétablir', exact: true }).click();
		await expect.poll(() => page.getByRole('alert').innerText(), patience).toContain('Dites pourquoi');
		await page.getByLabel('Pourquoi').fill('La boîte a été rétablie');
		await page.getByRole('button', { name: 'Rétablir', exact: true }).click();
		await expect.poll(() => page.getByRole('status').innerText(), patience).toContain('de nouveau recevoir');
		expect(await page.getByText('Aucune adresse n’est écartée.').count()).toBe(1);
		await close();
	});

	it('says of a sender what is wrong and what to publish', async () => {
		const { page, close } = await visit('admin', '/administration/expediteurs', { javaScript: false });
		await page.getByRole('button', { name: 'Vérifier maintenant : Ville de Brézanne' }).click();
		const main = page.getByRole('main');
		await expect.poll(() => main.innerText(), patience).toContain('v=spf1 mx -all');
		expect(await main.innerText()).toContain('v=DMARC1; p=quarantine; rua=mailto:dmarc@brezanne.fr');
		await close();
	});

	it.each([
		['redaction', '/redaction/envois/retours'],
		['admin', '/administration/expediteurs']
	] as const)('has nothing that axe finds wrong for %s in %s, and no line too wide', async (who, path) => {
		for (const width of [390, 1280]) {
			const { page, close } = await visit(who, path, { width });
			expect(await faults(page)).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
			await close();
		}
	});
});
