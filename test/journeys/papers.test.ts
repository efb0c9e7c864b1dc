import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArticle, publishArticle, withdrawArticle } from '#editorial/articles/index.server.ts';
import {
	forgetPapers,
	paperPdf,
	readAgentPaper,
	readPublicPaper,
	standalonePaper,
	type AskedPaper,
	type PrintHouse
} from '#editions/prints/index.server.ts';
import { publishIssue } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { operator, readerOf } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { Conflict, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { draftOf, paragraph } from '../support/cast.ts';
import { findChromium } from '../support/chromium.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { findPoppler, pdfFacts, pdfText } from '../support/poppler.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

/** Without spaces of any kind, which a PDF sets as it likes. */
const squeezed = (text: string): string => text.replace(/\s+/gu, '');

describe.each(engines)('an issue on paper (%s)', (engine) => {
	let db: Db;
	let press: Press;
	let house: PrintHouse & { structures: Awaited<ReturnType<typeof listStructures>>; settings: { origin: string } };
	let close: () => Promise<void>;
	/** A browser that says each time that it is started, and with which environment. */
	let journal: string;

	beforeAll(async () => {
		findPoppler();
		const database = await freshDatabase(engine);
		({ db } = database);
		press = await openPress(db);
		journal = join(press.folder, 'started');
		const browserPath = join(press.folder, 'browser');
		writeFileSync(
			browserPath,
			`#!/bin/sh\nenv >> '${journal}'\necho started >> '${journal}'\nexec '${await findChromium()}' "$@"\n`
		);
		chmodSync(browserPath, 0o700);
		house = {
			...{ db, store: press.store, structures: await listStructures(db) },
			settings: { ...press.settings, browserPath }
		};
		close = async () => {
			press.close();
			await database.close();
		};
	});

	afterAll(() => close());

	const publicPaper = (asked: Partial<AskedPaper> & { number: number }) =>
		readPublicPaper(db, { publication: press.monthly.slug, structure: null, ...asked }, house);

	async function appeared(publication: Publication, articles: string[]): Promise<number> {
		const issue = await press.issueOf(
			publication,
			articles.map((id) => articleBlock(id)),
			{ title: 'Un hiver' }
		);
		await db.transaction().execute((tx) => publishIssue(tx, operator, issue.id));
		return issue.number;
	}

	const starts = () =>
		existsSync(journal)
			? readFileSync(journal, 'utf8')
					.split('\n')
					.filter((line) => line === 'started').length
			: 0;

	it('is a tagged PDF with its title, its numbers of pages and the text of who speaks, made once', async () => {
		const number = await appeared(press.monthly, [press.snow]);
		process.env.SESSION_SECRET = 'a-secret-that-no-browser-is-told';
		const pdf = await paperPdf(house, await publicPaper({ number }));
		delete process.env.SESSION_SECRET;
		expect(pdfFacts(pdf)).toMatchObject({ Title: `La Lettre de l’agglo n°\u00a0${number}`, Tagged: 'yes' });
		expect(pdf.toString('latin1')).toMatch(/\/Lang \(fr\)/);
		const text = squeezed(pdfText(pdf));
		expect(text).toContain(squeezed('Neige sur les zones d’activités3'));
		expect(text).toContain(squeezed('Ralliement quai de l’Ormelle.'));
		expect(text).not.toContain(squeezed('Ralliement au dépôt des Forges.'));
		expect(text).not.toContain('4210');
		expect(readFileSync(journal, 'utf8')).not.toContain('a-secret-that-no-browser-is-told');
		expect(starts()).toBe(2);
		expect(await paperPdf(house, await publicPaper({ number }))).toEqual(pdf);
		expect(starts()).toBe(2);
		const months = (count: number) => freezeClock(new Date(Date.now() + count * 30 * 86_400_000).toISOString());
		months(2);
		expect(await forgetPapers(house.settings)).toBe(0);
		months(4);
		expect(await forgetPapers(house.settings)).toBe(1);
		releaseClock();
	});

	it('says what each structure says, and nothing for one that does not carry the title', async () => {
		const number = await appeared(press.monthly, [press.snow]);
		const { ville } = press.cast;
		const paper = await publicPaper({ number, structure: ville.slug });
		expect(await standalonePaper(house, paper)).toContain('Ralliement au dépôt des Forges.');
		await expect(publicPaper({ number, structure: 'inconnue' })).rejects.toThrow(NotFound);
	});

	it('shows nobody an issue in preparation, and strangers no title of agents', async () => {
		const issue = await press.issueOf(press.monthly, [articleBlock(press.snow)]);
		await expect(publicPaper({ number: issue.number })).rejects.toThrow(NotFound);
		const number = await appeared(press.weekly, [press.snow]);
		await expect(publicPaper({ number, publication: press.weekly.slug })).rejects.toThrow(NotFound);
		const { agentOfVille } = press.cast;
		const reader = readerOf(agentOfVille)!;
		const asked = { publication: press.weekly.slug, number, structure: null };
		const paper = await readAgentPaper(db, { reader, actor: agentOfVille }, asked, house);
		expect(await standalonePaper(house, paper)).toContain('4210');
		const asAgglo = { ...asked, structure: press.cast.agglo.slug };
		await expect(readAgentPaper(db, { reader, actor: agentOfVille }, asAgglo, house)).rejects.toThrow(NotFound);
	});

	it('loses an article as soon as its readers do', async () => {
		const words = { title: 'Une piscine', body: { type: 'doc' as const, content: [paragraph('Elle ferme lundi.')] } };
		const pool = await press.publish(draftOf(press.cast, words, { reach: 'public' }));
		const number = await appeared(press.monthly, [press.snow, pool]);
		expect(await standalonePaper(house, await publicPaper({ number }))).toContain('Elle ferme lundi.');
		await db.transaction().execute((tx) => withdrawArticle(tx, press.cast.desk, pool, 'Elle reste ouverte.'));
		expect(await standalonePaper(house, await publicPaper({ number }))).not.toContain('Elle ferme lundi.');
	});

	it('runs nothing and asks for nothing: what a writer typed stays text, pictures and typefaces are inside', async () => {
		const typed = '<script>fetch("https://ailleurs.example")</script>';
		const id = await db.transaction().execute(async (tx) => {
			const draft = draftOf(press.cast, { title: typed }, { reach: 'public' });
			const made = await createArticle(tx, press.cast.desk, draft);
			await publishArticle(tx, press.cast.desk, made.id);
			return made.id;
		});
		const number = await appeared(press.monthly, [id, press.snow]);
		const html = await standalonePaper(house, await publicPaper({ number }));
		expect(html).not.toContain('<script');
		expect(html).toContain("default-src 'none'");
		expect(
			[...html.matchAll(/(?:src|srcset)="([^"]{0,30})/g)].map(([, at]) => at).filter((at) => !at?.startsWith('data:'))
		).toEqual([]);
		expect(html).not.toMatch(/url\((?!data:)/);
	});

	it('says how to print where no browser is installed', async () => {
		const number = await appeared(press.monthly, [press.snow]);
		const without = { ...house, settings: { ...house.settings, browserPath: 'none' } };
		await expect(paperPdf(without, await publicPaper({ number }))).rejects.toThrow(Conflict);
	});
});
