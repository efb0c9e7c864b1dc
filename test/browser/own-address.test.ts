import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { openPostOffice } from '../support/postman.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

/** An agent gives a personal address and takes it back, on the built server and without JavaScript. */
describe('a personal address, on the built server', () => {
	let data: Awaited<ReturnType<typeof demoData>>;
	let office: Awaited<ReturnType<typeof openPostOffice>>;
	let server: RunningServer;
	let browser: Browser;

	beforeAll(async () => {
		data = await demoData();
		office = await openPostOffice();
		server = await startServer(data.dataDir, { SMTP_URL: office.url, MAIL_FROM: 'unisson@brezanne.example' });
		browser = await openBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await server?.stop();
		await office?.close();
		data?.drop();
	});

	it('is confirmed by the link of its mail, from anywhere, and erased by one button', async () => {
		const cookie = await signInAs(server.origin, 'agent.ville');
		const context = await openContext(browser, server.origin, { cookie, javaScript: false });
		const page = await context.newPage();
		page.setDefaultTimeout(15_000);
		// The same account as axe sees it, which needs scripts.
		const beside = await openContext(browser, server.origin, { cookie });
		const seen = async () => {
			const twin = await beside.newPage();
			await twin.goto('/compte');
			return faults(twin);
		};
		await page.goto('/compte#adresse');
		await page.getByLabel('Adresse de courriel personnelle').fill('moi@maison');
		await page.getByRole('button', { name: 'M’envoyer le lien' }).click();
		await page.getByText('Écrivez une adresse complète').waitFor();
		expect(await page.getByLabel('Adresse de courriel personnelle').inputValue()).toBe('moi@maison');
		await page.getByLabel('Adresse de courriel personnelle').fill('moi@maison.example');
		await page.getByLabel('Y recevoir aussi mes avis').check();
		await page.getByRole('button', { name: 'M’envoyer le lien' }).click();
		await page.getByText('à confirmer avant le').waitFor();
		expect(await seen()).toEqual([]);

		expect(office.received.map(({ to }) => to)).toEqual([['moi@maison.example']]);
		const path = /\/adresse\/[\w-]+/.exec(office.received[0]!.email.text ?? '')![0];
		const elsewhere = await openContext(browser, server.origin, { width: 390 });
		const phone = await elsewhere.newPage();
		for (let looks = 0; looks < 2; looks += 1) await phone.goto(path);
		expect(await faults(phone)).toEqual([]);
		await phone.getByRole('button', { name: 'Confirmer mon adresse' }).click();
		await phone.getByRole('heading', { name: 'Votre adresse est confirmée' }).waitFor();
		expect(await phone.content()).not.toContain('moi@maison.example');
		expect(await faults(phone)).toEqual([]);
		await elsewhere.close();

		await page.goto('/compte');
		await page.getByText('confirmée le').waitFor();
		expect(await page.getByLabel('Y recevoir aussi mes avis').isChecked()).toBe(true);
		expect(await seen()).toEqual([]);
		await page.getByRole('button', { name: 'Effacer cette adresse' }).click();
		await page.getByText('L’adresse est effacée').waitFor();
		expect(await page.content()).not.toContain('moi@maison.example');
		expect((await fetch(`${server.origin}${path}`)).status).toBe(404);
		await context.close();
		await beside.close();
	});
});
