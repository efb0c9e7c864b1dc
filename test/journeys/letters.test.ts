import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	articleInLetter,
	changeIssue,
	createIssue,
	getIssue,
	letterHash,
	letterInBrowser,
	listIssues,
	listPublications,
	publishIssue,
	withdrawIssue
} from '#editions/publications/index.server.ts';
import { addressTo, type BlockDraft } from '#editions/publications/index.ts';
import { anonymous, type Actor } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { draftOf, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

describe.each(engines)('letters on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let press: Press;
	let cast: Cast;
	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		press = await openPress(db);
		({ cast } = press);
	});
	afterAll(async () => {
		await close();
		press.close();
	});

	it('speaks for each structure in its own colours, words and passages', async () => {
		const { ville, agglo } = await press.compile(await press.issueOf(press.weekly, [articleBlock(press.snow)]));
		expect([...ville.errors, ...agglo.errors]).toEqual([]);
		expect(ville.html).toContain('Première neige');
		expect(ville.html).toContain('dépôt des Forges');
		expect(ville.html).not.toContain('quai de l’Ormelle');
		expect(agglo.html).toContain('Neige sur les zones d’activités');
		expect(agglo.html).toContain('quai de l’Ormelle');
		expect(agglo.html).not.toContain('dépôt des Forges');
		expect(ville.text).toContain('dépôt des Forges');
		expect(ville.mjml.indexOf('#9a2b3c')).toBeLessThan(ville.mjml.indexOf('#0b5f6e'));
		expect(agglo.html).toContain('Brézanne Val d’Ormelle Agglo · n°');
		for (const { html, bytes } of [ville, agglo]) {
			expect(bytes).toBe(Buffer.byteLength(html));
			expect(html).not.toMatch(/fonts\.googleapis|<script|http:\/\/(?!www\.w3\.org)/);
			expect(html).toContain('Cette infolettre ne contient aucun pixel espion.');
			expect(html).toContain('href="{{unsubscribe}}"');
			expect(html).toContain('prefers-color-scheme');
		}
	});

	it('keeps what is reserved to agents out of a public letter, and names what it leaves out to the officer only', async () => {
		const inside = await press.publish(draftOf(cast, { title: 'Une note interne' }));
		const aggloOnly = await press.publish(
			draftOf(
				cast,
				{ title: 'Pour l’Agglo seule' },
				{ voices: [cast.agglo.id], audience: [cast.agglo.id], reach: 'public' }
			)
		);
		const issue = await press.issueOf(press.monthly, [
			articleBlock(press.snow),
			articleBlock(inside),
			articleBlock(aggloOnly)
		]);
		const { ville, agglo } = await press.compile(issue);
		expect(ville.html + agglo.html + ville.text + agglo.text).not.toContain('4210');
		expect(ville.html + agglo.html).not.toContain('Une note interne');
		expect(ville.html + ville.text).not.toContain('Pour l’Agglo seule');
		expect(agglo.html).toContain('Pour l’Agglo seule');
		expect(ville.warnings.filter(({ code }) => code === 'article-absent').map(({ message }) => message)).toEqual([
			expect.stringContaining('Une note interne'),
			expect.stringContaining('Pour l’Agglo seule')
		]);
		expect(ville.errors).toEqual([]);
	});

	it('says the same to everybody but for two links, and the same twice', async () => {
		const issue = await press.issueOf(press.monthly, [articleBlock(press.snow), articleBlock(press.snow)].slice(1));
		const [first, second] = [await press.compile(issue), await press.compile(issue)];
		expect(letterHash(second.ville)).toBe(letterHash(first.ville));
		const to = (who: string) =>
			addressTo(first.ville.html, {
				unsubscribe: `https://x.example/d/${who}`,
				preferences: `https://x.example/p/${who}`
			});
		const [one, two] = [to('un'), to('deux')];
		expect(one.replaceAll('/un"', '/deux"')).toBe(two);
		expect(one.match(/\/un"/g)).toHaveLength(2);
		expect(one).not.toMatch(/4210|<img[^>]*(width|height)="[01]"/);
	});

	it('announces the events of its days, each read beside a public letter without signing in', async () => {
		const event = (title: string, start: string, reach: 'public' | 'internal') =>
			press.publish(
				draftOf(
					cast,
					{ title },
					{
						...{ kind: 'event', reach },
						details: { place: 'Halle', online: '', capacity: null, dates: [{ start, end: null }] }
					}
				)
			);
		await event('Marché de Noël', '2026-12-12T09:00:00.000Z', 'public');
		await event('Arbre de Noël', '2026-12-12T14:00:00.000Z', 'internal');
		await event('Galette', '2027-01-10T14:00:00.000Z', 'public');
		const agenda: BlockDraft = { kind: 'agenda', title: 'Décembre', from: '2026-12-01', to: '2026-12-31', voices: [] };
		const issue = await press.issueOf(press.monthly, [agenda]);
		const { ville } = await press.compile(issue);
		for (const said of [ville.html, ville.text]) {
			expect(said).toContain('Marché de Noël');
			expect(said).not.toMatch(/Arbre|Galette/);
		}
		await press.appear(issue);
		const read = (article: string) =>
			articleInLetter(db, [cast.ville, cast.agglo], anonymous, {
				...{ publication: press.monthly.slug, number: issue.number, structure: 'ville', article }
			});
		expect((await read('marche-de-noel')).article.title).toBe('Marché de Noël');
		await expect(read('galette')).rejects.toBeInstanceOf(NotFound);
	});

	it('limits a block to the structures that it is for', async () => {
		const { ville, agglo } = await press.compile(
			await press.issueOf(press.weekly, [articleBlock(press.snow, 'title', [cast.ville.id])])
		);
		expect(ville.articles).toHaveLength(1);
		expect(agglo.articles).toHaveLength(0);
	});

	it('refuses a letter over 100 kB, says by how much and names the articles to shorten', async () => {
		const long = await press.publish(
			draftOf(cast, {
				title: 'Le très long rapport',
				body: {
					type: 'doc',
					content: Array.from({ length: 400 }, () => paragraph('Une phrase qui se répète longuement. '.repeat(8)))
				}
			})
		);
		const { ville } = await press.compile(
			await press.issueOf(press.weekly, [articleBlock(press.snow), articleBlock(long)])
		);
		const error = ville.errors.find(({ code }) => code === 'size-over');
		expect(error?.message).toMatch(/ko de trop.*« Le très long rapport »/);
		expect(error?.message).not.toContain('Première neige');
		expect(ville.articles.find(({ slug }) => slug === 'le-tres-long-rapport')!.bytes).toBeGreaterThan(90_000);
	});

	it('escapes what somebody wrote, and never takes it for a token or a tag', async () => {
		const odd = "<script>alert(1)</script> & {{unsubscribe}} {% raw %} « l'été »";
		const id = await press.publish(
			draftOf(cast, { title: odd, standfirst: odd, body: { type: 'doc', content: [paragraph(odd)] } })
		);
		const { ville } = await press.compile(
			await press.issueOf(press.weekly, [articleBlock(id, 'lead'), articleBlock(press.snow, 'title')], {
				title: odd.slice(0, 100)
			})
		);
		expect(ville.errors).toEqual([]);
		expect(ville.html).not.toContain('<script');
		expect(ville.html.split('{{unsubscribe}}')).toHaveLength(2);
		expect(ville.text.split('{{unsubscribe}}')).toHaveLength(2);
	});

	it('takes a structure’s own template, and reports its faults with file and line', async () => {
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow, 'title')]);
		const own = join(press.folder, 'emails', 'ville');
		mkdirSync(own, { recursive: true });
		const masthead = join(own, 'masthead.mjml');
		writeFileSync(
			masthead,
			'<mj-section><mj-column><mj-text><h1>Gazette de {{ structure.name }}</h1></mj-text></mj-column></mj-section>'
		);
		const { ville, agglo } = await press.compile(issue);
		expect(ville.html).toContain('Gazette de Ville de Brézanne');
		expect(agglo.html).not.toContain('Gazette');
		expect(ville.errors).toEqual([]);

		writeFileSync(masthead, '<mj-section>\n<mj-column>\n{{ structure.nmae }}\n</mj-column></mj-section>');
		expect((await press.compile(issue)).ville.errors[0]?.message).toMatch(/masthead\.mjml, ligne 3.*structure\.nmae/);
		writeFileSync(
			masthead,
			'<mj-section>\n<mj-column>\n<mj-text colour="red"><h1>–</h1></mj-text>\n</mj-column></mj-section>'
		);
		expect((await press.compile(issue)).ville.errors[0]?.message).toMatch(/masthead\.mjml, ligne 3.*colour/);
		rmSync(own, { recursive: true });
		expect((await press.compile(issue)).ville.errors).toEqual([]);
	});

	it('is read by those whom it is for, and before it appears by its desk only', async () => {
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow, 'lead')]);
		const read = (actor = cast.agentOfVille) => getIssue(db, cast.asVille, press.weekly.slug, issue.number, actor);
		await expect(read()).rejects.toBeInstanceOf(NotFound);
		await expect(read(cast.desk)).resolves.toMatchObject({ voice: cast.ville.id });
		await press.appear(issue);
		const page = await read();
		expect(page.contents.map(({ title }) => title)).toEqual(['Première neige']);
		expect((await getIssue(db, cast.asAgglo, press.weekly.slug, issue.number)).contents[0]?.title).toBe(
			'Neige sur les zones d’activités'
		);
		const stranger = { structure: 'x', structures: ['x'], reach: 'internal' as const };
		await expect(getIssue(db, stranger, press.weekly.slug, issue.number)).rejects.toBeInstanceOf(NotFound);
		expect(await listPublications(db, stranger)).toEqual([]);
		expect((await listIssues(db, cast.asVille, press.weekly.id, { highlights: true }))[0]?.highlights).toEqual([
			'Première neige'
		]);

		await db.transaction().execute((tx) => withdrawIssue(tx, cast.desk, issue.id, 'Une erreur de date'));
		await expect(read()).rejects.toBeInstanceOf(NotFound);
		const acts = (await listAudit(db, { kind: 'issue', id: issue.id })).map(({ action }) => action);
		expect(acts).toEqual(['issue.withdraw', 'issue.publish', 'issue.attest', 'issue.create']);
	});

	it('refuses who may not, a taken number, and a block for a structure that does not carry the title', async () => {
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow)]);
		const asking = db.transaction();
		await expect(asking.execute((tx) => publishIssue(tx, cast.agentOfVille, issue.id))).rejects.toBeInstanceOf(
			Forbidden
		);
		const again = { ...issue, blocks: [] };
		await expect(
			db.transaction().execute((tx) => createIssue(tx, cast.desk, press.weekly.id, again))
		).rejects.toBeInstanceOf(Conflict);
		const strange = [articleBlock(press.snow, 'full', ['nobody'])];
		await expect(
			db.transaction().execute((tx) => changeIssue(tx, cast.desk, issue.id, { blocks: strange }))
		).rejects.toBeInstanceOf(Invalid);
		await expect(
			db.transaction().execute((tx) => changeIssue(tx, cast.desk, issue.id, { date: '2026-02-30' }))
		).rejects.toMatchObject({
			fields: { date: expect.stringContaining('jour') }
		});
	});

	it('shows a public letter to anyone in a browser, without personal links, and nothing else', async () => {
		const issue = await press.issueOf(press.monthly, [articleBlock(press.snow, 'lead')]);
		const asked = { publication: press.monthly.slug, number: issue.number, structure: 'ville' as string | null };
		const structures = [cast.ville, cast.agglo];
		const read = (more = {}) => letterInBrowser(db, structures, { ...asked, ...more }, press.settings);
		await expect(read()).rejects.toBeInstanceOf(NotFound);
		await press.appear(issue);
		const html = await read();
		expect(html).toContain('Ville de Brézanne');
		expect(html).not.toMatch(/desabonner|\{\{|4210/);
		expect(html).toContain('src="/media/');
		expect(await read({ structure: null })).toContain('Neige sur les zones d’activités');
		const article = (slug: string, actor: Actor = anonymous) =>
			articleInLetter(db, structures, actor, { ...asked, article: slug });
		expect((await article('premiere-neige')).article.html).not.toContain('4210');
		await press.publish(draftOf(cast, { title: 'Ailleurs' }, { reach: 'public' }));
		await expect(article('ailleurs')).rejects.toBeInstanceOf(NotFound);
		await expect(read({ structure: 'ccas' })).rejects.toBeInstanceOf(NotFound);
		await expect(read({ publication: press.weekly.slug, number: 1 })).rejects.toBeInstanceOf(NotFound);
	});
});
