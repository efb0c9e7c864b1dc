import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { openPostOffice } from '../support/postman.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

/** What people may say of how they are written to, on the built server and without JavaScript. */
describe('how people are written to, on the built server', () => {
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

	it('a personal address is confirmed by the link of its mail, from anywhere, and erased by one button', async () => {
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

	it('notices come once a week, on the day that one chose; an hour of silence is refused where it was typed', async () => {
		const cookie = await signInAs(server.origin, 'agent.agglo');
		const context = await openContext(browser, server.origin, { cookie, width: 390, javaScript: false });
		const page = await context.newPage();
		page.setDefaultTimeout(15_000);
		await page.goto('/compte#avis');
		expect(await page.getByLabel('Chaque semaine, le').isVisible()).toBe(false);
		await page.getByLabel('Une fois par semaine').check();
		await page.getByLabel('Chaque semaine, le').selectOption({ label: 'Jeudi' });
		await page.getByLabel('À', { exact: true }).selectOption({ value: '6' });
		const save = page.locator('form[action^="?/mail"]').getByRole('button');
		await save.click();
		await page.getByText('dans vos heures de silence').waitFor();
		expect(await page.getByLabel('Chaque semaine, le').inputValue()).toBe('4');
		await page.getByLabel('À', { exact: true }).selectOption({ value: '9' });
		await save.click();
		await page.getByText('Votre choix vaut dès maintenant').waitFor();
		expect(await page.getByLabel('Une fois par semaine').isChecked()).toBe(true);
		expect(await page.getByLabel('À', { exact: true }).inputValue()).toBe('9');
		await context.close();
	});

	it('a structure says how many letters a week, and others do not say it for it', async () => {
		const cookie = await signInAs(server.origin, 'admin');
		const context = await openContext(browser, server.origin, { cookie, javaScript: false });
		const page = await context.newPage();
		page.setDefaultTimeout(15_000);
		await page.goto('/administration/expediteurs');
		const weekly = page.locator('#weekly-ville');
		expect(await weekly.inputValue()).toBe('7');
		await weekly.selectOption({ label: 'Sans limite' });
		await page.getByRole('button', { name: /^Enregistrer : Ville/ }).click();
		await page.getByText('ce choix vaut dès le prochain envoi').waitFor();
		expect([await weekly.inputValue(), await page.locator('#weekly-agglo').inputValue()]).toEqual(['', '7']);
		await context.close();
		const stranger = await signInAs(server.origin, 'redaction');
		const refused = await fetch(`${server.origin}/administration/expediteurs?structure=ville&/cap`, {
			...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ weekly: '1' }) },
			headers: { cookie: stranger, origin: server.origin }
		});
		expect(refused.status).toBe(403);
	});
});
