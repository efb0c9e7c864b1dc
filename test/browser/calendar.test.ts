import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';
import { faults } from '../support/axe.ts';

let server: RunningServer;
let browser: Browser;
let drop: () => void;
let cookie: string;

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	browser = await openBrowser();
	cookie = await signInAs(server.origin, 'redaction');
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	drop?.();
});

const visit = async (path: string, options: Parameters<typeof openContext>[2] = {}) => {
	const context = await openContext(browser, server.origin, { cookie, ...options });
	const page = await context.newPage();
	await page.goto(path);
	return { page, close: () => context.close() };
};

/** The day on which an article stands, by its title; undefined when it is in no day. */
const dayOf = (page: Page, title: string) =>
	page.evaluate((wanted) => {
		const entry = [...document.querySelectorAll('[data-day] [data-entry]')].find((one) =>
			one.textContent?.includes(wanted)
		);
		return entry?.closest<HTMLElement>('[data-day]')?.dataset.day;
	}, title);

/** The next day of the week that is shown; after its Sunday, its Monday. */
async function dayAfter(page: Page, day: string): Promise<string> {
	const days = await page
		.locator('[data-day]')
		.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.day!));
	return days[(days.indexOf(day) + 1) % 7]!;
}

/** The Monday after the installation of the demo, which is today. */
const nextWeek = '/redaction/calendrier?jour=' + new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
const tour = 'une tournée de nuit';

describe('the calendar', () => {
	it('prints a week on one sheet of A4', async () => {
		const { page, close } = await visit(nextWeek);
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
		expect(pdf).toMatch(/\/MediaBox\s*\[0 0 841\.9\d* 59[45]\.\d+\]/);
		await close();
	});

	it('moves an article by keyboard alone, follows it with the focus, and puts it back', async () => {
		const { page, close } = await visit(nextWeek);
		const from = (await dayOf(page, tour))!;
		await page.locator('[data-day]').first().focus();
		await page.keyboard.press('End');
		for (let tries = 0; tries < 40; tries += 1) {
			const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
			if (focused.includes(tour) && (await page.evaluate(() => document.activeElement?.hasAttribute('data-entry'))))
				break;
			await page.keyboard.press(tries % 6 === 5 ? 'ArrowRight' : 'ArrowDown');
			if (tries % 6 === 5) await page.keyboard.press('Home');
		}
		await page.keyboard.press('d');
		await page.getByRole('dialog').waitFor();
		const to = await dayAfter(page, from);
		await page.getByLabel('Jour').fill(to);
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		expect(await dayOf(page, tour)).toBe(to);
		expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(tour);
		await page.keyboard.press('r');
		await page.getByText('C’est remis.').waitFor();
		expect(await dayOf(page, tour)).toBe(from);
		await close();
	});

	it('moves what is dropped on another day, and says why nothing has moved', async () => {
		const { page, close } = await visit(nextWeek);
		// High enough for both days' cards, whatever else the week holds.
		await page.setViewportSize({ width: 1280, height: 2000 });
		const from = (await dayOf(page, tour))!;
		const to = await dayAfter(page, from);
		const entry = page.locator('[data-entry]', { hasText: tour });
		await entry.dragTo(page.locator(`[data-day="${to}"] h2`));
		await page.getByText('C’est déplacé.').waitFor();
		expect(await dayOf(page, tour)).toBe(to);
		await entry.getByText('Déplacer').click();
		await page.getByLabel('Jour').fill('2020-01-01');
		await page.getByRole('dialog').getByRole('button', { name: 'Déplacer' }).click();
		await page.getByRole('dialog').getByText('Ce moment est déjà passé.').waitFor();
		await close();
	});

	it('filters, changes week and moves without JavaScript', async () => {
		const { page, close } = await visit(nextWeek, { javaScript: false });
		await page.getByLabel('Structure').selectOption('ccas');
		await page.getByRole('button', { name: 'Filtrer' }).click();
		expect(new URL(page.url()).searchParams.get('structure')).toBe('ccas');
		expect(await page.locator('[data-day] [data-entry]').count()).toBeGreaterThan(0);
		expect(await dayOf(page, 'Sel et sable')).toBeUndefined();
		await page.locator('[data-day] [data-entry]', { hasText: tour }).getByText('Déplacer').click();
		const hour = await page.getByLabel('Heure').inputValue();
		await page.getByLabel('Heure').fill(hour === '14:00' ? '15:00' : '14:00');
		await page.getByRole('button', { name: 'Déplacer' }).click();
		await page.getByText('C’est déplacé.').waitFor();
		await close();
	});

	it('goes from week to month by one key, only while the focus is in it', async () => {
		const { page, close } = await visit(nextWeek);
		await page.keyboard.press('m');
		expect(page.url()).not.toContain('vue=mois');
		await page.locator('[data-day]').first().focus();
		await page.keyboard.press('m');
		await page.waitForURL(/vue=mois/);
		await close();
	});

	it.each([
		['/redaction', 1280],
		[nextWeek, 1280],
		[`${nextWeek}&vue=mois`, 390],
		['/redaction/calendrier/reperes', 390],
		['/redaction/calendrier/abonnement', 390],
		['/notifications', 390],
		['/compte', 390]
	] as const)('is clean for axe and never wider than its window: %s', async (path, width) => {
		for (const theme of ['light', 'dark'] as const) {
			const { page, close } = await visit(path, { width, theme });
			expect(await faults(page)).toEqual([]);
			await page.setViewportSize({ width: 320, height: 800 });
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
			await close();
		}
	});

	it('gives a secret address once, which answers until it is revoked', async () => {
		const { page, close } = await visit('/redaction/calendrier/abonnement');
		await page.getByRole('button', { name: 'Obtenir une adresse' }).click();
		const address = await page.getByLabel('Adresse d’abonnement').inputValue();
		const answer = await fetch(address);
		expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
		expect(await answer.text()).toContain('BEGIN:VEVENT');
		await page.goto('/redaction/calendrier/abonnement');
		expect(await page.content()).not.toContain(address.split('/').at(-1));
		await page.getByRole('button', { name: 'Révoquer' }).click();
		expect((await fetch(address)).status).toBe(404);
		await close();
	});
});
