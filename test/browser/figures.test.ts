import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Db } from '#platform/database/index.server.ts';
import { join } from 'node:path';
import { faults } from '../support/axe.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const journal = '/journaux/le-trait-commun/12';
const letter = '/lettres/la-lettre-de-l-agglo/31';

describe('what is counted of an issue, on the built server', () => {
	let demo: Awaited<ReturnType<typeof demoData>>;
	let server: RunningServer;
	let browser: Browser;
	let db: Db;
	let desk: string;

	beforeAll(async () => {
		demo = await demoData();
		db = openDatabase(join(demo.dataDir, 'unisson.sqlite'));
		server = await startServer(demo.dataDir);
		browser = await openBrowser();
		desk = await signInAs(server.origin, 'redaction');
	});

	afterAll(async () => {
		await browser.close();
		await server.stop();
		await db.destroy();
		demo.drop();
	});

	const read = async (path: string, headers: Record<string, string> = {}) => {
		const response = await fetch(server.origin + path, {
			headers: { accept: 'text/html', 'user-agent': firefox, ...headers }
		});
		expect(response.status, path).toBe(200);
		await response.text();
	};

	const counted = async () => {
		const rows = await db
			.selectFrom('pageCount')
			.innerJoin('issue', 'issue.id', 'pageCount.issueId')
			.select(['issue.number', 'pageCount.channel', 'pageCount.views', 'pageCount.articleId'])
			.orderBy('issue.number')
			.orderBy('pageCount.channel')
			.execute();
		return rows.map(({ number, channel, views, articleId }) => [
			number,
			channel,
			articleId ? 'article' : 'issue',
			views
		]);
	};

	it('is each page that somebody reads, made or kept; not those of programs, nor of the desk', async () => {
		const cookie = await signInAs(server.origin, 'agent.ville');
		for (let time = 0; time < 6; time += 1) await read(journal, { cookie });
		for (let time = 0; time < 5; time += 1) await read(`${letter}?structure=agglo&n=la-lettre-de-l-agglo-31`);
		await read(`${letter}/plan-de-viabilite-hivernale?structure=agglo&n=la-lettre-de-l-agglo-31`);
		await read(journal, { cookie: desk });
		await read(letter, { 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' });
		await read(letter, { 'user-agent': 'curl/8.5.0' });
		await expect.poll(counted, { timeout: 20_000 }).toEqual([
			[12, 'web', 'issue', 6],
			[31, 'letter', 'issue', 5],
			[31, 'letter', 'article', 1]
		]);
	});

	it('is shown to the desk without a number under five, and passes axe at every width', async () => {
		const { id } = await db.selectFrom('issue').select('id').where('number', '=', 31).executeTakeFirstOrThrow();
		const csv = await fetch(`${server.origin}/redaction/numeros/${id}/chiffres.csv`, { headers: { cookie: desk } });
		expect(await csv.text()).toContain('Brézanne Val d’Ormelle Agglo;moins de\u00a05;5;moins de\u00a05');
		const paths = ['chiffres', 'rectificatif'].map((page) => `/redaction/numeros/${id}/${page}`);
		for (const path of [...paths, '/redaction/titres/la-lettre-de-l-agglo/serie', '/lettres/la-lettre-de-l-agglo'])
			for (const [width, theme] of [
				[390, 'dark'],
				[1280, 'light']
			] as const) {
				const context = await openContext(browser, server.origin, { cookie: desk, width, theme });
				const page = await context.newPage();
				expect((await page.goto(path))?.status(), path).toBe(200);
				expect(await faults(page), `${path} ${width}`).toEqual([]);
				expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true);
				await context.close();
			}
	});

	it('gives the archive of an issue to the desk as one file', async () => {
		const { id } = await db.selectFrom('issue').select('id').where('number', '=', 31).executeTakeFirstOrThrow();
		const archive = `${server.origin}/redaction/numeros/${id}/archive`;
		const { status, headers } = await fetch(archive, { headers: { cookie: desk } });
		expect([status, headers.get('content-type')]).toEqual([200, 'application/gzip']);
		expect(headers.get('content-disposition')).toContain('la-lettre-de-l-agglo-31.tar.gz');
		const cookie = await signInAs(server.origin, 'agent.ville');
		expect((await fetch(archive, { headers: { cookie } })).status).toBe(403);
	});
});
