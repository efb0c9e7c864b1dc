import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawArticle } from '#editorial/articles/index.server.ts';
import { checkIssue, createPublication, listIssueJournal, requestProof } from '#editions/publications/index.server.ts';
import type { BlockDraft, Finding, Issue, Publication } from '#editions/publications/index.ts';
import type { Block } from '#editorial/content/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { addElectionPeriod, listElectionPeriods } from '#foundation/elections/index.server.ts';
import { changeIdentity } from '#foundation/structures/index.server.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

const link = (text: string, href: string): Block => ({
	type: 'paragraph',
	content: [{ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }]
});

describe.each(engines)('the gate before a proof on %s', (engine) => {
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

	const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const check = (issue: Issue) => checkIssue(db, cast.desk, issue.id, { ...press.settings, store: press.store });
	const codes = (findings: Finding[], level: Finding['level']) =>
		[...new Set(findings.filter((each) => each.level === level).map(({ code }) => code))].sort();
	const text = (...content: Block[]): BlockDraft => ({
		...{ kind: 'text', title: '', voices: [], body: { type: 'doc', content } }
	});
	const published = (title: string, more: Partial<Publication>) =>
		write((tx) =>
			createPublication(tx, cast.desk, {
				...{ kind: 'newsletter', title, tagline: '', cadence: '', reach: 'public', ownerId: cast.agglo.id },
				...{ voices: [cast.agglo.id, cast.ville.id], ...more }
			})
		);

	it('lets a sound issue through', async () => {
		const issue = await press.issueOf(press.weekly, [
			articleBlock(press.snow, 'lead'),
			text(paragraph('Bonne lecture.'))
		]);
		expect(codes(await check(issue), 'blocks')).toEqual([]);
		await write((tx) => requestProof(tx, cast.desk, issue.id, press.settings));
	});

	it('stops links that say nothing, that are dead, or the same words for two places', async () => {
		const gone = await press.publish(draftOf(cast, { title: 'Disparu' }));
		await write((tx) => withdrawArticle(tx, cast.desk, gone, 'erreur'));
		const issue = await press.issueOf(press.weekly, [
			text(
				link('cliquez ici', 'https://example.org/a'),
				link('Le plan', 'https://example.org/b'),
				link('Le plan', 'https://example.org/c'),
				link('l’article disparu', '/articles/disparu'),
				link('une rubrique', '/rubriques/inconnue')
			)
		]);
		const findings = await check(issue);
		expect(codes(findings, 'blocks')).toEqual(['link-bare', 'link-dead', 'link-same']);
		const [bare] = findings.filter(({ code }) => code === 'link-bare');
		expect(bare).toMatchObject({ structureId: null, place: { kind: 'block', id: issue.blocks[0]!.id } });
		expect(bare?.href).toBe(`/redaction/numeros/${issue.id}#bloc-${issue.blocks[0]!.id}`);
		await expect(write((tx) => requestProof(tx, cast.desk, issue.id, press.settings))).rejects.toBeInstanceOf(Conflict);
	});

	it('stops a letter for residents that leads to the intranet, or does not say who sends it', async () => {
		const issue = await press.issueOf(press.monthly, [
			text(link('la note de service', '/annonces'), link('le serveur', 'http://10.1.2.3/plan'))
		]);
		const findings = await check(issue);
		expect(codes(findings, 'blocks')).toEqual(['footer', 'link-intranet']);
		expect(findings.filter(({ code }) => code === 'link-intranet')).toHaveLength(2);
		await write(async (tx) => {
			for (const { id, identity } of [cast.ville, cast.agglo])
				await changeIdentity(tx, operator, id, {
					...identity,
					legal: { ...identity.legal, address: '1 place du Marché', dpo: 'dpo@essai.example' }
				});
		});
		expect(codes(await check(issue), 'blocks')).toEqual(['link-intranet']);
	});

	it('stops what is not there any more, an action without a link, and a text made of pictures alone', async () => {
		const gone = await press.publish(draftOf(cast, { title: 'Retiré depuis' }));
		const issue = await press.issueOf(press.weekly, [
			articleBlock(gone),
			articleBlock(press.snow, 'title'),
			{ kind: 'action', title: 'Venez', text: '', label: '', url: '', voices: [] },
			{ kind: 'agenda', title: 'Agenda', from: '2026-12-24', to: '2026-12-01', voices: [] }
		]);
		await write((tx) => withdrawArticle(tx, cast.desk, gone, 'erreur'));
		expect(codes(await check(issue), 'blocks')).toEqual(['action-link', 'agenda-days', 'article-gone']);
	});

	it('asks of a journal for residents who answers for it, and reminds of the legal deposit', async () => {
		const journal = await published('Le Trait', { kind: 'journal' });
		const issue = await press.issueOf(journal, [articleBlock(press.snow)]);
		const findings = await check(issue);
		expect(codes(findings, 'blocks')).toEqual(['imprint', 'imprint-block']);
		expect(codes(findings, 'warns')).toEqual(expect.arrayContaining(['legal-deposit', 'tribune-none']));
		expect(findings.find(({ code }) => code === 'imprint')?.href).toBe('/redaction/titres/le-trait#ours');
	});

	it('stops a letter whose pictures weigh more than 600 kB together', async () => {
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow, 'lead')]);
		expect(codes(await check(issue), 'blocks')).not.toContain('pictures-heavy');
		const folder = join(press.folder, 'media');
		const stored = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jpg'));
		const before = stored.map((name) => readFileSync(join(folder, name)));
		for (const name of stored) writeFileSync(join(folder, name), Buffer.alloc(601_000));
		expect(codes(await check(issue), 'blocks')).toContain('pictures-heavy');
		for (const [at, name] of stored.entries()) writeFileSync(join(folder, name), before[at]!);
	});

	it('asks why, in a pre-election period, of a title that is new, and the audit keeps it', async () => {
		await write((tx) =>
			addElectionPeriod(tx, operator, {
				...{ structureId: cast.ville.id, title: 'Élections municipales', electionOn: '2026-12-20' },
				...{ startOn: '2026-06-01', endOn: '2026-12-20' }
			})
		);
		const fresh = await published('Tout Neuf', {});
		const issue = await press.issueOf(fresh, [articleBlock(press.snow, 'title')]);
		expect(codes(await check(issue), 'warns')).toContain('series-new');
		const request = (reason: string) =>
			write((tx) => requestProof(tx, cast.desk, issue.id, press.settings, { reason }));
		await expect(request(' ')).rejects.toBeInstanceOf(Invalid);
		await request('Titre décidé en 2024, retardé par le marché.');
		const entry = (await listAudit(db, { kind: 'issue', id: issue.id })).find(
			({ action }) => action === 'issue.neutrality'
		);
		expect(JSON.stringify(entry?.detail)).toContain('retardé par le marché');
		const [period] = await listElectionPeriods(db, { structures: [cast.ville.id], on: issue.date });
		const journal = await listIssueJournal(db, period!);
		expect(journal).toMatchObject([
			{
				action: 'issue.neutrality',
				by: cast.desk.name,
				issue: { publication: 'Tout Neuf' },
				voices: ['Agglo', 'Ville']
			}
		]);
		expect(journal[0]?.why).toContain('retardé par le marché. · Ce titre est nouveau');
	});

	it('says what the desk’s own words should not say, at their block', async () => {
		const issue = await press.issueOf(press.weekly, [text(paragraph('Les agent·e·s sont prêts !!'))]);
		const warned = (await check(issue)).filter(({ place }) => place.kind === 'block');
		expect(warned.map(({ code }) => code).sort()).toEqual(['inclusive-sign', 'punctuation']);
	});
});
