import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArticle, publishArticle } from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import {
	changeIssue,
	compileIssue,
	createIssue,
	createPublication,
	getIssue,
	letterInBrowser,
	listIssues,
	listPublications,
	publishIssue,
	sendTest,
	withdrawIssue
} from '#editions/publications/index.server.ts';
import type { BlockDraft, Form, Issue, Publication } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { addImage } from '#foundation/media/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { fileStore } from '#platform/files.server.ts';
import { openTransport } from '#platform/mail.server.ts';
import { draftOf, gatherCast, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { makeDkim, openPostOffice } from '../support/postman.ts';

const origin = 'https://intranet.essai.example';

describe.each(engines)('letters on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let folder: string;
	let weekly: Publication;
	let monthly: Publication;
	let snow: string;
	let cover: string;
	let settings: { origin: string; dataDir: string; mailFrom: string | undefined };

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		folder = mkdtempSync(join(tmpdir(), 'unisson-letters-'));
		settings = { origin, dataDir: folder, mailFrom: 'Unisson <unisson@essai.example>' };
		cover = await drawCover();
		snow = await published(snowDraft());
		weekly = await title({ title: 'L’Infolettre du jeudi', reach: 'internal' });
		monthly = await title({ title: 'La Lettre de l’agglo', reach: 'public' });
	});
	afterAll(async () => {
		await close();
		rmSync(folder, { recursive: true, force: true });
	});

	const store = () => fileStore(join(folder, 'media'));

	const drawCover = async () => {
		const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#24466b' } }).png().toBuffer();
		const draft = { bytes, name: 'neige.png', altText: 'Une déneigeuse dans la nuit' };
		return (await db.transaction().execute((tx) => addImage(tx, operator, draft, store()))).id;
	};

	const published = async (draft: ArticleDraft) =>
		db.transaction().execute(async (tx) => {
			const { id } = await createArticle(tx, cast.desk, draft);
			await publishArticle(tx, cast.desk, id);
			return id;
		});

	/** One theme, two angles, a passage for each, and one that stays among agents. */
	const snowDraft = (): ArticleDraft =>
		draftOf(
			cast,
			{
				title: 'Première neige',
				standfirst: 'Les écoles d’abord.',
				cover: { media: cover },
				variants: { [cast.agglo.id]: { title: 'Neige sur les zones d’activités', standfirst: 'Départ à 4 h.' } },
				body: {
					type: 'doc',
					content: [
						paragraph('Le plan commence lundi.'),
						paragraph('Ralliement au dépôt des Forges.', { structures: [cast.ville.id] }),
						paragraph('Ralliement quai de l’Ormelle.', { structures: [cast.agglo.id] }),
						paragraph('Le poste d’astreinte est le 4210.', { reach: 'internal' })
					]
				}
			},
			{ reach: 'public' }
		);

	const title = (draft: { title: string; reach: 'internal' | 'public' }) =>
		db.transaction().execute((tx) =>
			createPublication(tx, cast.desk, {
				...draft,
				...{ kind: 'newsletter', tagline: '', cadence: '', ownerId: cast.agglo.id },
				voices: [cast.agglo.id, cast.ville.id]
			})
		);

	const article = (articleId: string, form: Form = 'full', voices: string[] = []): BlockDraft => ({
		...{ kind: 'article', articleId, form, voices }
	});

	const issueOf = (publication: Publication, blocks: BlockDraft[], more: { title?: string } = {}): Promise<Issue> =>
		db.transaction().execute((tx) =>
			createIssue(tx, cast.desk, publication.id, {
				...{ title: 'Un numéro', date: '2026-11-26', preheader: 'Ce qu’il y a dedans', editorial: null, blocks, ...more }
			})
		);

	const compiled = async (issue: Issue) => ({
		ville: await compileIssue(db, issue, cast.ville, settings),
		agglo: await compileIssue(db, issue, cast.agglo, settings)
	});

	it('speaks for each structure in its own colours, words and passages', async () => {
		const { ville, agglo } = await compiled(await issueOf(weekly, [article(snow)]));
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
			expect(html).toContain('Cette lettre ne contient aucun pixel espion.');
			expect(html).toContain('href="{{unsubscribe}}"');
			expect(html).toContain('prefers-color-scheme');
		}
	});

	it('keeps what is reserved to agents out of a public letter, and names what it leaves out to the officer only', async () => {
		const inside = await published(draftOf(cast, { title: 'Une note interne' }));
		const aggloOnly = await published(draftOf(cast, { title: 'Pour l’Agglo seule' }, { voices: [cast.agglo.id], audience: [cast.agglo.id], reach: 'public' }));
		const issue = await issueOf(monthly, [article(snow), article(inside), article(aggloOnly)]);
		const { ville, agglo } = await compiled(issue);
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

	it('limits a block to the structures that it is for', async () => {
		const { ville, agglo } = await compiled(await issueOf(weekly, [article(snow, 'title', [cast.ville.id])]));
		expect(ville.articles).toHaveLength(1);
		expect(agglo.articles).toHaveLength(0);
	});

	it('refuses a letter over 100 kB, says by how much and names the articles to shorten', async () => {
		const long = await published(
			draftOf(cast, {
				title: 'Le très long rapport',
				body: { type: 'doc', content: Array.from({ length: 400 }, () => paragraph('Une phrase qui se répète longuement. '.repeat(8))) }
			})
		);
		const { ville } = await compiled(await issueOf(weekly, [article(snow), article(long)]));
		const error = ville.errors.find(({ code }) => code === 'size-over');
		expect(error?.message).toMatch(/ko de trop.*« Le très long rapport »/);
		expect(error?.message).not.toContain('Première neige');
		expect(ville.articles.find(({ slug }) => slug === 'le-tres-long-rapport')!.bytes).toBeGreaterThan(90_000);
	});

	it('escapes what somebody wrote, and never takes it for a token or a tag', async () => {
		const odd = '<script>alert(1)</script> & {{unsubscribe}} {% raw %} « l\'été »';
		const id = await published(draftOf(cast, { title: odd, standfirst: odd, body: { type: 'doc', content: [paragraph(odd)] } }));
		const { ville } = await compiled(await issueOf(weekly, [article(id, 'lead'), article(snow, 'title')], { title: odd.slice(0, 100) }));
		expect(ville.errors).toEqual([]);
		expect(ville.html).not.toContain('<script');
		expect(ville.html.split('{{unsubscribe}}')).toHaveLength(2);
		expect(ville.text.split('{{unsubscribe}}')).toHaveLength(2);
	});

	it('takes a structure’s own template, and reports its faults with file and line', async () => {
		const issue = await issueOf(weekly, [article(snow, 'title')]);
		const own = join(folder, 'emails', 'ville');
		mkdirSync(own, { recursive: true });
		const masthead = join(own, 'masthead.mjml');
		writeFileSync(masthead, '<mj-section><mj-column><mj-text><h1>Gazette de {{ structure.name }}</h1></mj-text></mj-column></mj-section>');
		const { ville, agglo } = await compiled(issue);
		expect(ville.html).toContain('Gazette de Ville de Brézanne');
		expect(agglo.html).not.toContain('Gazette');
		expect(ville.errors).toEqual([]);

		writeFileSync(masthead, '<mj-section>\n<mj-column>\n{{ structure.nmae }}\n</mj-column></mj-section>');
		expect((await compiled(issue)).ville.errors[0]?.message).toMatch(/masthead\.mjml, ligne 3.*structure\.nmae/);
		writeFileSync(masthead, '<mj-section>\n<mj-column>\n<mj-text colour="red"><h1>–</h1></mj-text>\n</mj-column></mj-section>');
		expect((await compiled(issue)).ville.errors[0]?.message).toMatch(/masthead\.mjml, ligne 3.*colour/);
		rmSync(own, { recursive: true });
		expect((await compiled(issue)).ville.errors).toEqual([]);
	});

	it('is read by those whom it is for, and before it appears by its desk only', async () => {
		const issue = await issueOf(weekly, [article(snow, 'lead')]);
		const read = (actor = cast.agentOfVille) => getIssue(db, cast.asVille, weekly.slug, issue.number, actor);
		await expect(read()).rejects.toBeInstanceOf(NotFound);
		await expect(read(cast.desk)).resolves.toMatchObject({ voice: cast.ville.id });
		await db.transaction().execute((tx) => publishIssue(tx, cast.desk, issue.id));
		const page = await read();
		expect(page.contents.map(({ title }) => title)).toEqual(['Première neige']);
		expect((await getIssue(db, cast.asAgglo, weekly.slug, issue.number)).contents[0]?.title).toBe(
			'Neige sur les zones d’activités'
		);
		const stranger = { structure: 'x', structures: ['x'], reach: 'internal' as const };
		await expect(getIssue(db, stranger, weekly.slug, issue.number)).rejects.toBeInstanceOf(NotFound);
		expect(await listPublications(db, stranger)).toEqual([]);
		expect((await listIssues(db, cast.asVille, weekly.id, { highlights: true }))[0]?.highlights).toEqual(['Première neige']);

		await db.transaction().execute((tx) => withdrawIssue(tx, cast.desk, issue.id, 'Une erreur de date'));
		await expect(read()).rejects.toBeInstanceOf(NotFound);
		const acts = (await listAudit(db, { kind: 'issue', id: issue.id })).map(({ action }) => action);
		expect(acts).toEqual(['issue.withdraw', 'issue.publish', 'issue.create']);
	});

	it('refuses who may not, a taken number, and a block for a structure that does not carry the title', async () => {
		const issue = await issueOf(weekly, [article(snow)]);
		const asking = db.transaction();
		await expect(asking.execute((tx) => publishIssue(tx, cast.agentOfVille, issue.id))).rejects.toBeInstanceOf(Forbidden);
		const again = { ...issue, blocks: [] };
		await expect(db.transaction().execute((tx) => createIssue(tx, cast.desk, weekly.id, again))).rejects.toBeInstanceOf(Conflict);
		const strange = [article(snow, 'full', ['nobody'])];
		await expect(db.transaction().execute((tx) => changeIssue(tx, cast.desk, issue.id, { blocks: strange }))).rejects.toBeInstanceOf(Invalid);
		await expect(db.transaction().execute((tx) => changeIssue(tx, cast.desk, issue.id, { date: '2026-02-30' }))).rejects.toMatchObject({
			fields: { date: expect.stringContaining('jour') }
		});
	});

	it('shows a public letter to anyone in a browser, without personal links, and nothing else', async () => {
		const issue = await issueOf(monthly, [article(snow, 'lead')]);
		const asked = { publication: monthly.slug, number: issue.number, structure: 'ville' as string | null };
		const structures = [cast.ville, cast.agglo];
		const read = (more = {}) => letterInBrowser(db, structures, { ...asked, ...more }, settings);
		await expect(read()).rejects.toBeInstanceOf(NotFound);
		await db.transaction().execute((tx) => publishIssue(tx, cast.desk, issue.id));
		const html = await read();
		expect(html).toContain('Ville de Brézanne');
		expect(html).not.toMatch(/desabonner|\{\{|4210/);
		expect(html).toContain('src="/media/');
		expect(await read({ structure: null })).toContain('Neige sur les zones d’activités');
		await expect(read({ structure: 'ccas' })).rejects.toBeInstanceOf(NotFound);
		await expect(read({ publication: weekly.slug, number: 1 })).rejects.toBeInstanceOf(NotFound);
	});

	it('sends a test that a real server receives whole, with its pictures inside, signed', async () => {
		const office = await openPostOffice();
		const { dkim, verify } = makeDkim('essai.example');
		const transport = openTransport({ smtpUrl: office.url, outboxDir: join(folder, 'outbox'), dkim });
		const issue = await issueOf(weekly, [article(snow, 'lead')], { title: 'L’été à l’hôtel' });
		const receipt = await sendTest(db, transport, issue, cast.ville, 'agent@essai.example', { ...settings, store: store() });
		transport.close();
		await office.close();
		expect(receipt.response).toMatch(/^250/);
		const [{ raw, email, to }] = office.received as [(typeof office.received)[number]];
		expect(to).toEqual(['agent@essai.example']);
		expect(email.subject).toBe(`[Essai] ${receipt.letter.subject}`);
		expect(email.text).toContain('Lire l’article');
		expect(email.html).toContain('<h1');
		const [picture] = email.attachments;
		expect(picture).toMatchObject({ mimeType: 'image/jpeg', disposition: 'inline', related: true });
		expect(email.html).toContain(`src="cid:${picture!.contentId!.slice(1, -1)}"`);
		expect(email.html).not.toMatch(/src="https?:/);
		expect((await sharp(Buffer.from(picture!.content as ArrayBuffer)).metadata()).format).toBe('jpeg');
		const text = raw.toString('latin1');
		expect(text.indexOf('text/plain')).toBeLessThan(text.indexOf('text/html'));
		expect(text.match(/Content-Transfer-Encoding: quoted-printable/g)).toHaveLength(2);
		expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
		const header = (key: string) => email.headers.find((each) => each.key === key)?.value;
		expect(email.from).toMatchObject({ address: 'unisson@essai.example', name: 'Ville de Brézanne' });
		expect(email.replyTo?.[0]?.address).toBe('unisson@essai.example');
		expect(header('list-id')).toBe(`<${weekly.slug}.ville.essai.example>`);
		expect(header('content-language')).toBe('fr');
		expect(header('auto-submitted')).toBe('auto-generated');
		expect(header('message-id')).toMatch(/^<essai\.[0-9a-f]{32}@essai\.example>$/);
		expect(email.html! + email.text!).not.toContain('{{');
		const { result, covers } = await verify(raw);
		expect(result).toBe('pass');
		expect(covers).toEqual(expect.arrayContaining(['from', 'subject', 'list-unsubscribe', 'list-id']));
	});

	it('writes a whole file into the outbox when there is no server, and refuses what cannot be sent', async () => {
		const outboxDir = join(folder, 'outbox');
		const transport = openTransport({ smtpUrl: undefined, outboxDir, dkim: undefined });
		const issue = await issueOf(weekly, [article(snow, 'summary')]);
		const send = (to: string, mailFrom = settings.mailFrom) =>
			sendTest(db, transport, issue, cast.agglo, to, { ...settings, mailFrom, store: store() });
		const { response } = await send('agent@essai.example');
		expect(existsSync(response)).toBe(true);
		expect(readFileSync(response, 'latin1')).toMatch(/^Subject: /m);
		expect(readdirSync(outboxDir).filter((name) => name.endsWith('.part'))).toEqual([]);
		await expect(send('pas une adresse')).rejects.toThrow('n’est pas une adresse de courriel');
		await expect(send('a@b.example, c@d.example')).rejects.toBeInstanceOf(Invalid);
		await expect(send('agent@essai.example', '')).rejects.toThrow('MAIL_FROM');
	});

	it('says what the mail server refused', async () => {
		const office = await openPostOffice({ refuse: true });
		const transport = openTransport({ smtpUrl: office.url, outboxDir: folder, dkim: undefined });
		const issue = await issueOf(weekly, [article(snow, 'summary')]);
		const sent = sendTest(db, transport, issue, cast.ville, 'agent@essai.example', { ...settings, store: store() });
		await expect(sent).rejects.toThrow('Boîte inconnue');
		transport.close();
		await office.close();
	});
});
