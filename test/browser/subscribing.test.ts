import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showSubscriber, subscriberToken } from '#distribution/subscribers/index.server.ts';
import { findPublication } from '#editions/publications/index.server.ts';
import { openDatabase, type Db } from '#platform/database/index.server.ts';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

const root = join(import.meta.dirname, '..', '..');
const secret = 'un secret de trente-deux signes au moins, pour ces essais';
const letter = 'la-lettre-de-l-agglo';

/** Subscribing and leaving, on the built server: by plain HTTP as mail readers and their scanners do, and by hand. */
describe('subscribing, on the built server', () => {
	let data: Awaited<ReturnType<typeof demoData>>;
	let server: RunningServer;
	let browser: Browser;
	let db: Db;

	beforeAll(async () => {
		data = await demoData();
		server = await startServer(data.dataDir, { SESSION_SECRET: secret });
		browser = await openBrowser();
		db = openDatabase(join(data.dataDir, 'unisson.sqlite'));
		writeFileSync(
			join(data.dataDir, 'liste.csv'),
			['courriel', ...['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@exemple.fr`)].join('\n')
		);
		const { stdout } = terminal(
			'import',
			join(data.dataDir, 'liste.csv'),
			'--origin',
			'Essai',
			'--publication',
			letter
		);
		expect(JSON.parse(stdout)).toMatchObject({ lines: 5, added: 5 });
	});
	afterAll(async () => {
		await browser?.close();
		await db?.destroy();
		await server?.stop();
		data?.drop();
	});

	const terminal = (...words: string[]) =>
		spawnSync(process.execPath, [join(root, 'src', 'cli.ts'), 'subscriber', ...words, '--json'], {
			cwd: root,
			encoding: 'utf8',
			env: { ...process.env, DATA_DIR: data.dataDir, SESSION_SECRET: secret, LOG_LEVEL: 'silent' }
		});
	const stateOf = async (address: string) =>
		(await showSubscriber(db, address, secret)).subscriptions.find(({ publication }) => publication === letter)?.state;
	const tokenOf = async (address: string) => {
		const { id: subscriberId } = await showSubscriber(db, address, secret);
		return subscriberToken(secret, { subscriberId, publicationId: (await findPublication(db, letter))!.id });
	};

	it.each([
		['urlencoded', 'a@exemple.fr', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
		[
			'multipart',
			'b@exemple.fr',
			() => {
				const form = new FormData();
				form.set('List-Unsubscribe', 'One-Click');
				return form;
			}
		]
	])('leaves in one %s POST without Origin or cookie, at once, again and again', async (_, address, body) => {
		const url = `${server.origin}/desabonnement/${await tokenOf(address)}`;
		for (let times = 0; times < 2; times += 1) {
			const response = await fetch(url, { method: 'POST', body: body(), redirect: 'manual' });
			expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null]);
			expect(await stateOf(address)).toBe('left');
		}
		const { consents } = await showSubscriber(db, address, secret);
		expect(consents.filter(({ act }) => act === 'left')).toMatchObject([{ source: expect.stringContaining('8058') }]);
	});

	it('changes nothing by GET, whatever link a scanner follows', async () => {
		const token = await tokenOf('c@exemple.fr');
		const before = await showSubscriber(db, 'c@exemple.fr', secret);
		for (const path of ['/desabonnement/T', '/abonnement/T', '/abonnement/T/donnees.json', '/desabonnement/essai'])
			for (const method of ['GET', 'HEAD']) {
				const response = await fetch(server.origin + path.replace('T', token), { method, redirect: 'manual' });
				expect([path, response.status]).toEqual([path, 200]);
			}
		expect(await showSubscriber(db, 'c@exemple.fr', secret)).toEqual(before);
		expect((await fetch(`${server.origin}/desabonnement/${'A'.repeat(63)}`)).status).toBe(404);
	});

	it('refuses the form of another site, and lets only the form be shown by others', async () => {
		const headers = { origin: 'https://ailleurs.example', 'sec-fetch-site': 'cross-site' };
		const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
		const url = `${server.origin}/desabonnement/${await tokenOf('c@exemple.fr')}`;
		expect((await fetch(url, { method: 'POST', body, headers })).status).toBe(403);
		const policyOf = async (path: string) => {
			const response = await fetch(server.origin + path);
			const policy = response.headers.get('content-security-policy') ?? '';
			return [/frame-ancestors ([^;]*)/.exec(policy)?.[1], response.headers.get('x-frame-options')];
		};
		expect(await policyOf('/abonnement/integrer')).toEqual(['*', null]);
		expect(await policyOf('/abonnement')).toEqual(["'none'", 'DENY']);
	});

	/** The last mail of the outbox, and the link in it. */
	async function lastMail(): Promise<{ to: string; url: string }> {
		const folder = join(data.dataDir, 'outbox');
		const last = readdirSync(folder).sort().at(-1)!;
		const mail = await PostalMime.parse(readFileSync(join(folder, last)));
		const [url] = /http\S+\/abonnement\/\S+/.exec(mail.text ?? '') ?? [''];
		return { to: mail.to?.[0]?.address ?? '', url: server.origin + new URL(url).pathname + new URL(url).search };
	}

	/** Looks at pages with axe, which needs the script that readers do not. */
	async function looked(...addresses: string[]): Promise<void> {
		const context = await openContext(browser, server.origin, { theme: 'dark' });
		const page = await context.newPage();
		for (const address of addresses) {
			await page.goto(address);
			expect([address, await faults(page)]).toEqual([address, []]);
		}
		await context.close();
	}

	it('subscribes without a script: a box, a mail, a button; then chooses, and is forgotten', async () => {
		const context = await openContext(browser, server.origin, { javaScript: false, width: 390 });
		const page = await context.newPage();
		await page.goto('/abonnement');
		expect(await page.locator('input[type=checkbox]:checked').count()).toBe(0);
		await page.getByLabel('Votre adresse de courriel').fill('neuve@exemple.fr');
		await page.getByRole('button', { name: 'M’abonner' }).click();
		await expect(page.getByRole('alert').innerText()).resolves.toContain('au moins un titre');
		await page.getByRole('checkbox', { name: /La Lettre de l’agglo/ }).check();
		await page.getByRole('button', { name: 'M’abonner' }).click();
		await expect(page.getByRole('status').innerText()).resolves.toContain('confirme votre abonnement');
		const { to, url } = await lastMail();
		expect(to).toBe('neuve@exemple.fr');
		await page.goto(url);
		expect(await stateOf('neuve@exemple.fr')).toBe('pending');
		await looked(url, '/abonnement', '/abonnement/integrer');
		await page.getByRole('button', { name: 'Confirmer mon abonnement' }).click();
		await expect(page.getByRole('status').innerText()).resolves.toContain('Merci');
		expect(await stateOf('neuve@exemple.fr')).toBe('active');
		await page.getByRole('link', { name: 'Choisir ce que je reçois' }).click();
		await looked(page.url(), page.url().replace('/abonnement/', '/desabonnement/'));
		await page.getByRole('button', { name: 'Ne plus rien recevoir' }).click();
		expect(await stateOf('neuve@exemple.fr')).toBe('left');
		await page.getByText('Effacer tout ce que vous gardez').click();
		await page.getByRole('button', { name: 'Effacer mes données' }).click();
		await expect(page.getByRole('status').innerText()).resolves.toContain('effacés');
		await expect(showSubscriber(db, 'neuve@exemple.fr', secret)).rejects.toThrow('Aucun abonné');
		await context.close();
	});

	it('keeps a list at the desk: an import is tried, then written; axe finds nothing', async () => {
		const cookie = await signInAs(server.origin, 'redaction');
		const context = await openContext(browser, server.origin, { cookie });
		const page = await context.newPage();
		for (const path of ['', `/${letter}`, `/${letter}/ecartees`, `/${letter}/import`]) {
			await page.goto(`/redaction/abonnes${path}`);
			expect([path, await faults(page)]).toEqual([path, []]);
		}
		await page.getByLabel('Fichier CSV').setInputFiles({
			...{ name: 'élus.csv', mimeType: 'text/csv' },
			buffer: Buffer.from('courriel\r\na@exemple.fr\r\nc@exemple.fr\r\nencore@exemple.fr\r\nfaux\r\n')
		});
		await page.getByLabel('D’où vient l’accord').fill('Accueil de la mairie, mai 2026');
		await page.getByRole('button', { name: 'Essayer le fichier' }).click();
		await page.getByRole('button', { name: /Importer 1/ }).waitFor();
		expect(await faults(page)).toEqual([]);
		await page.getByRole('button', { name: /Importer 1/ }).click();
		await page.getByRole('heading', { name: 'Importé', exact: true }).waitFor();
		expect(await faults(page)).toEqual([]);
		expect(await stateOf('encore@exemple.fr')).toBe('active');
		expect(await stateOf('a@exemple.fr')).toBe('left');
		const agent = await signInAs(server.origin, 'agent.ville');
		expect((await fetch(`${server.origin}/redaction/abonnes`, { headers: { cookie: agent } })).status).toBe(403);
		await context.close();
	});

	it('lets an agent leave a title, and take it again, in the account', async () => {
		const cookie = await signInAs(server.origin, 'agent.ville');
		const context = await openContext(browser, server.origin, { cookie });
		const page = await context.newPage();
		await page.goto('/compte');
		expect(await faults(page)).toEqual([]);
		await page.getByRole('button', { name: 'Ne plus recevoir L’Infolettre du jeudi' }).click();
		await page.getByRole('button', { name: 'Recevoir L’Infolettre du jeudi' }).click();
		await page.getByRole('button', { name: 'Ne plus recevoir L’Infolettre du jeudi' }).waitFor();
		await context.close();
	});
});
