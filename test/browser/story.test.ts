import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOutlets } from '#editorial/articles/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { makeDecisionLink } from '#foundation/validation/index.server.ts';
import { openDatabase, type Db } from '#platform/database/index.server.ts';
import { join } from 'node:path';
import { openBrowser, openContext } from '../support/browser.ts';
import { reach } from '../support/desk.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

/** The winter road plan, from an empty page to its withdrawal, as those who write, decide and read it go through it. */
let server: RunningServer;
let browser: Browser;
let drop: () => void;
let db: Db;

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	db = openDatabase(join(demo.dataDir, 'unisson.sqlite'));
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await db?.destroy();
	drop?.();
});

const arrive = async (who: string): Promise<BrowserContext> =>
	openContext(browser, server.origin, { cookie: await signInAs(server.origin, who) });

const paragraphs = [
	'De novembre à mars, trois collectivités se partagent 410 kilomètres de voies.',
	'Le plan dit qui part, à quelle heure et par où.'
];
const photo = () =>
	sharp({ create: { width: 1600, height: 1000, channels: 3, background: '#31506b' } })
		.jpeg()
		.toBuffer();
const pressed = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const saved = (page: Page) => page.locator('.state', { hasText: 'Enregistré' }).waitFor({ timeout: 15_000 });

describe('from a text and a photo to five ways out', () => {
	it('takes at most fifteen interactions, without a mouse', async () => {
		const context = await arrive('redaction');
		const page = await context.newPage();
		const { keyboard } = page;
		context.setDefaultTimeout(10_000);
		let interactions = 0;
		/** One interaction: a control that is activated, a field that is filled, a text that is pasted. */
		const act = async (what: () => Promise<unknown>) => {
			interactions += 1;
			await what();
		};
		await page.goto('/redaction');
		await reach(page, /^Nouvel article$/);
		await act(() => keyboard.press('Enter'));
		await page.waitForFunction(() => document.activeElement?.id === 'field-title');
		await act(() => keyboard.type('Verglas : qui sale quoi, et quand'));
		await act(() => keyboard.press('Enter'));
		await page.waitForFunction(() => document.activeElement?.id === 'chapo');
		await page.locator('[contenteditable=true]').waitFor();
		await act(() => keyboard.insertText('Le sel part à trois heures, sur deux circuits.'));
		await act(() => keyboard.press('Enter'));
		await page.waitForFunction(() => document.activeElement?.getAttribute('contenteditable') === 'true');
		await act(() => keyboard.insertText(paragraphs.join(' ')));
		await reach(page, /en ajouter une$/, 'Shift+Tab');
		await act(() => keyboard.press('Enter'));
		const dialog = page.getByRole('dialog');
		await dialog.waitFor();
		await reach(page, /nouvelle image/i);
		const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act(() => keyboard.press('Space'))]);
		await chooser.setFiles({ name: 'salage.jpg', mimeType: 'image/jpeg', buffer: await photo() });
		await reach(page, /^Texte de remplacement/);
		await act(() => keyboard.insertText('Une saleuse dans une rue blanche, de nuit.'));
		await act(() => keyboard.press('Enter'));
		await dialog.waitFor({ state: 'detached' });
		await saved(page);
		await reach(page, /^Relire/);
		await act(() => keyboard.press('ArrowRight'));
		await page.getByRole('heading', { name: 'Quand', exact: true }).waitFor();
		await reach(page, /^Demain 8/);
		await act(() => keyboard.press('Enter'));
		await page.getByText(/^Paraîtra .* à 8\sh, une fois validé\./).waitFor();
		await reach(page, /^(Agents|Agents et partenaires|Grand public)$/);
		await act(() => keyboard.press('ArrowUp'));
		await page.getByRole('radio', { name: 'Grand public' }).and(page.locator(':checked')).waitFor();
		await page.getByRole('checkbox', { name: 'Réseaux sociaux' }).and(page.locator(':checked')).waitFor();
		await reach(page, /^Envoyer à valider$/, 'Shift+Tab');
		await act(() => keyboard.press('Enter'));
		await dialog.getByText('Qui décidera').waitFor();
		await reach(page, /^(Envoyer|Valider)$/);
		await act(() => keyboard.press('Enter'));
		await dialog.getByText(/^(Envoyé|Validé)/).waitFor();
		expect(interactions).toBeLessThanOrEqual(15);
		const id = page.url().match(/[0-9a-f-]{36}/)![0];
		const ways = await listOutlets(db, operator, id);
		expect(ways.map(({ outlet, state }) => [outlet, state])).toEqual(
			['intranet', 'feed', 'letter', 'journal', 'social'].map((outlet) => [outlet, 'planned'])
		);
		await context.close();
	});
});

describe('the winter road plan', () => {
	const title = 'Plan de viabilité hivernale : le sel, la lame et le téléphone';
	let desk: Page;
	let id: string;
	const state = async () =>
		await db
			.selectFrom('article')
			.select(['state', 'changeState', 'slug'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
	/** As a reader of one structure, what the article's page says; its status when it says nothing. */
	const readAs = async (who: string): Promise<string> => {
		const { slug } = await state();
		const cookie = await signInAs(server.origin, who);
		const answer = await fetch(`${server.origin}/articles/${slug}`, { headers: { cookie } });
		return answer.status === 200 ? (await answer.text()).replace(/<[^>]+>/g, ' ') : String(answer.status);
	};

	it('is written from nothing, with an angle for each structure', async () => {
		const context = await arrive('redaction');
		context.setDefaultTimeout(10_000);
		desk = await context.newPage();
		await desk.goto('/redaction/articles/nouveau');
		await desk.getByLabel('Titre').fill(title);
		await desk.getByRole('combobox', { name: 'Rubrique' }).selectOption({ label: 'Mobilités' });
		for (const name of ['Ville', 'Agglo', 'CC des Hauts'])
			await desk.getByRole('checkbox', { name, exact: true }).check();
		await desk.getByRole('checkbox', { name: 'CCAS', exact: true }).uncheck();
		await pressed(desk, 'Commencer à écrire');
		await desk.waitForFunction(() => document.activeElement?.id === 'chapo');
		await desk.locator('[contenteditable=true]').waitFor();
		await desk.keyboard.type('Qui déneige quoi, et dans quel ordre.');
		await desk.keyboard.press('Enter');
		await desk.waitForFunction(() => document.activeElement?.getAttribute('contenteditable') === 'true');
		await desk.keyboard.type('Le plan entre en vigueur lundi.');
		for (const [name, words] of [
			['Ville', 'Ralliement au dépôt des Forges.'],
			['Agglo', 'Ralliement quai de l’Ormelle.'],
			['CC des Hauts', 'Ralliement au garage de Montarvel.']
		] as const) {
			await desk.keyboard.press('Enter');
			await desk.keyboard.type(words);
			await desk.keyboard.press('Control+Alt+p');
			const dialog = desk.getByRole('dialog');
			for (const box of await dialog.getByRole('checkbox').all())
				await box.setChecked((await box.locator('xpath=ancestor::label').innerText()).trim() === name);
			await dialog.getByRole('button', { name: 'Adresser ce passage' }).click();
			await dialog.waitFor({ state: 'detached' });
			await desk.keyboard.press('End');
		}
		await saved(desk);
		id = desk.url().match(/[0-9a-f-]{36}/)![0];
		await desk.getByRole('tab', { name: 'Diffuser' }).click();
		await pressed(desk, 'Dès la validation');
		await desk
			.getByText(/dès que le texte sera validé|dès qu/)
			.first()
			.waitFor();
		await desk.getByRole('button', { name: 'Envoyer à valider' }).click();
		await desk.getByRole('dialog').getByRole('button', { name: 'Envoyer', exact: true }).click();
		await desk.getByText(/^Envoyé à/).waitFor();
		expect((await state()).state).toBe('submitted');
		expect(await readAs('agent.ville')).toBe('404');
	});

	it('is decided by each structure, one of them by a link from a mail, and appears', async () => {
		const ville = await (await arrive('valideur.ville')).newPage();
		await ville.goto('/redaction/validations');
		await ville
			.getByRole('link', { name: title.replace(' :', '\u00a0:') })
			.first()
			.click();
		await ville
			.getByRole('button', { name: /^Valider/ })
			.first()
			.click();
		await ville.waitForLoadState('networkidle');
		expect((await state()).state).toBe('submitted');
		const open = await db
			.selectFrom('validationStep')
			.innerJoin('validation', 'validation.id', 'validationStep.validationId')
			.select(['validationStep.id'])
			.where('validation.subjectId', '=', id)
			.where('validationStep.state', '=', 'open')
			.execute();
		expect(open).toHaveLength(1);
		const agent = await db
			.selectFrom('account')
			.select('agentId')
			.where('email', 'like', 'valideur.agglo@%')
			.executeTakeFirstOrThrow();
		const { token } = await db.transaction().execute((tx) => makeDecisionLink(tx, open[0]!.id, agent.agentId));
		const phone = await (await openContext(browser, server.origin, { width: 390, javaScript: false })).newPage();
		await phone.goto(`/decision/${token}`);
		expect((await state()).state).toBe('submitted');
		await phone
			.getByRole('button', { name: /^Valider/ })
			.first()
			.click();
		await phone.waitForLoadState();
		expect((await state()).state).toBe('published');
		const [asVille, asAgglo] = [await readAs('agent.ville'), await readAs('agent.agglo')];
		expect([asVille.includes('dépôt des Forges'), asVille.includes('quai de l’Ormelle')]).toEqual([true, false]);
		expect([asAgglo.includes('dépôt des Forges'), asAgglo.includes('quai de l’Ormelle')]).toEqual([false, true]);
	});

	it('is corrected at once for a word, and withdrawn with a reason; every step is in the audit', async () => {
		await desk.goto(`/redaction/articles/${id}`, { waitUntil: 'networkidle' });
		await desk.fill('#chapo', 'Qui déneige quoi, et par où l’on commence.');
		await saved(desk);
		await desk.getByRole('button', { name: 'Envoyer à valider' }).click();
		await desk.getByRole('radio', { name: /^Correction mineure/ }).check();
		await desk.getByRole('dialog').getByRole('button', { name: 'Corriger' }).click();
		await desk.getByText('C’est parti').waitFor();
		await desk.getByRole('button', { name: 'Fermer' }).last().click();
		expect(await readAs('agent.ville')).toContain('par où l’on commence');
		await desk.getByRole('tab', { name: 'Diffuser' }).click();
		await desk.locator('summary', { hasText: 'Retirer' }).click();
		await desk.locator('[name=withdrawReason]').fill('Remplacé par le plan de décembre.');
		await desk.keyboard.press('Enter');
		await expect.poll(async () => (await state()).state).toBe('withdrawn');
		expect(await readAs('agent.ville')).toBe('404');
		const actions = (await listAudit(db, { kind: 'article', id })).map(({ action }) => action).reverse();
		for (const action of [
			...['article.create', 'article.plan', 'article.submit', 'validation.open', 'validation.approve'],
			...['article.approve', 'article.publish', 'article.correct', 'article.withdraw']
		])
			expect(actions).toContain(action);
	});
});
