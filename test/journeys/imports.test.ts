import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	findForWriting,
	getArticle,
	getForWriting,
	listPublished,
	reviseArticle
} from '#editorial/articles/index.server.ts';
import { markdown, mediaIn, type Content } from '#editorial/content/index.ts';
import { importPath, readArticleFile, writeArticleFile, type ImportOptions } from '#editorial/imports/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { findSection, listSections } from '#foundation/sections/index.server.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { fileStore, type MediaStore } from '#platform/files.server.ts';
import { gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const fixtures = join(import.meta.dirname, '../fixtures');
let folder: string;
let picture: Buffer;

/** A copy of the fixtures with their pictures, which nobody else writes in. */
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'unisson-import-'));
	picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#9a2b3c' } })
		.png()
		.toBuffer();
	writeFileSync(join(folder, 'hors-du-dossier.png'), picture);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(engines)('an import on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let store: MediaStore;
	let jekyll: string;
	let wordpress: string;

	beforeEach(async () => {
		freezeClock('2026-11-19T11:00:00.000Z');
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		const own = mkdtempSync(join(folder, 'run-'));
		jekyll = join(own, 'jekyll');
		wordpress = join(own, 'wordpress');
		store = fileStore(join(own, 'media'));
		cpSync(fixtures, own, { recursive: true });
		mkdirSync(join(jekyll, 'img'), { recursive: true });
		writeFileSync(join(jekyll, 'img/rue.png'), picture);
		mkdirSync(join(wordpress, 'uploads/2023/07'), { recursive: true });
		writeFileSync(join(wordpress, 'uploads/2023/07/depot.png'), picture);
	});
	afterEach(async () => {
		releaseClock();
		await close();
	});

	const run = (path: string, options: Partial<ImportOptions> = {}) =>
		importPath(db, operator, store, { path, ...options });
	const written = async (source: string) => (await findForWriting(db, operator, { source }))!;
	const shown = (content: Content) =>
		markdown(content.body.content, {
			structure: cast.ville,
			...{ structures: new Map(), media: new Map(), reach: 'internal', origin: '', showAddresses: true }
		}).output;
	const rowsOf = async (table: 'article' | 'revision' | 'auditEntry' | 'media' | 'section') =>
		Number(
			(
				await db
					.selectFrom(table)
					.select((eb) => eb.fn.countAll().as('n'))
					.executeTakeFirstOrThrow()
			).n
		);

	it('reads a folder of Markdown as its readers did', async () => {
		const report = await run(jekyll);
		expect(report.imported.map(({ slug }) => slug)).toEqual(['la-rue-des-tanneurs', 'sans-chapo']);
		const article = await written('_posts/2024-03-05-la-rue-des-tanneurs.md');
		expect(article).toMatchObject({
			...{ kind: 'news', state: 'draft', reach: 'internal', signature: 'Nadia Ferrand et Jean-Paul Rey' },
			...{ ownerId: cast.ville.id, voices: [cast.ville.id] }
		});
		expect([...article.audience].sort()).toEqual([cast.ville.id, cast.agglo.id].sort());
		expect(article.content.standfirst).toBe(
			'Après neuf mois de travaux, la rue est rendue à ses riverains. Voir le plan.'
		);
		expect(shown(article.content)).toBe(
			[
				"Le chantier a duré _neuf mois_. Il reste à planter 42 arbres, et l'accès est ouvert.",
				'## Ce qui change',
				'- Le double sens cyclable\n\n  - sauf le samedi, jour de marché\n\n- Le stationnement :'.replaceAll(
					'\n\n',
					'\n'
				),
				'| Tronçon | Longueur |\n| --- | --- |\n| Nord | 240 m |',
				'[Voir l’image\u00a0: Un schéma](https://ailleurs.example/schema.png)',
				'Merci à toutes et à tous\u00a0!',
				'Liens de l’introduction : [Voir le plan](https://plan.example/tanneurs)'
			].join('\n\n')
		);
		const cover = (await loadMedia(db, [article.content.cover!.media])).get(article.content.cover!.media)!;
		expect(cover.altText).toBe('La rue, chaussée neuve, sans voiture');
		expect((await findSection(db, 'voirie'))?.name).toBe('Voirie');
	});

	it('says what it could not take, article by article, and goes on', async () => {
		const { imported, skipped, failed } = await run(jekyll);
		const warnings = imported[0]!.warnings.join('\n');
		for (const part of ['absente.png', 'schema.png', 'hors-du-dossier.png', 'javascript:', 'formulaire', 'places'])
			expect(warnings).toContain(part);
		expect(skipped.map(({ source }) => source)).toEqual(['README.md', '_posts/2024-04-01-poisson.md']);
		expect(failed).toEqual([
			{ source: '_posts/2024-05-02-casse.md', reason: expect.stringMatching(/illisible à la ligne \d/) },
			{ source: '_posts/2024-05-03-hugo.md', reason: expect.stringMatching(/TOML/) }
		]);
		expect(await rowsOf('media')).toBe(1);
	});

	it('takes the first sentences where there is no excerpt, and does not say them twice', async () => {
		await run(jekyll);
		const { content, signature } = await written('_posts/2024-06-07-sans-chapo.md');
		expect(content.standfirst).toBe(
			'Une première phrase assez longue pour présenter le sujet. Une deuxième qui va avec.'
		);
		expect(shown(content)).toBe("La suite de l'article.");
		expect(signature).toBe('La direction technique');
	});

	it('changes nothing the second time', async () => {
		await run(jekyll, { publish: true });
		const before = [
			await rowsOf('article'),
			await rowsOf('revision'),
			await rowsOf('auditEntry'),
			await rowsOf('media')
		];
		const { imported, skipped } = await run(jekyll, { publish: true });
		expect(imported).toEqual([]);
		expect(skipped).toHaveLength(4);
		expect([
			await rowsOf('article'),
			await rowsOf('revision'),
			await rowsOf('auditEntry'),
			await rowsOf('media')
		]).toEqual(before);
	});

	it('gives a changed article a new revision under its address, and keeps what people settled', async () => {
		await run(jekyll, { publish: true });
		const path = join(jekyll, '_posts/2024-06-07-sans-chapo.md');
		const settled = await getForWriting(db, operator, { slug: 'sans-chapo' });
		await db
			.transaction()
			.execute((tx) => reviseArticle(tx, operator, settled.id, { ...settled, contact: 'Poste 4210' }, 'contact'));
		writeFileSync(
			path,
			readFileSync(path, 'utf8').replace('title: Sans chapô', 'title: Autrement').replace('La suite', 'La fin')
		);
		const { imported } = await run(jekyll, { publish: true });
		expect(imported).toMatchObject([{ slug: 'sans-chapo', title: 'Autrement' }]);
		expect(await getArticle(db, cast.asVille, 'sans-chapo')).toMatchObject({
			...{ title: 'Autrement', contact: 'Poste 4210', html: '<p>La fin de l’article.</p>' }
		});
	});

	it('publishes under the dates of the old site, and drafts when asked later', async () => {
		await run(jekyll);
		expect((await listPublished(db, cast.asVille)).total).toBe(0);
		await run(jekyll, { publish: true });
		const { items } = await listPublished(db, cast.asVille);
		expect(items.map(({ slug, publishedAt }) => [slug, publishedAt.slice(0, 10)])).toEqual([
			['sans-chapo', '2024-06-06'],
			['la-rue-des-tanneurs', '2024-03-04']
		]);
	});

	it('writes nothing at all in a trial', async () => {
		const before = [
			await rowsOf('article'),
			await rowsOf('section'),
			await rowsOf('auditEntry'),
			await rowsOf('media')
		];
		const { imported, failed } = await run(jekyll, { dryRun: true, publish: true });
		expect(imported.map(({ slug }) => slug)).toEqual(['la-rue-des-tanneurs', 'sans-chapo']);
		expect(imported[0]!.warnings.join()).toContain('absente.png');
		expect(failed).toHaveLength(2);
		expect([
			await rowsOf('article'),
			await rowsOf('section'),
			await rowsOf('auditEntry'),
			await rowsOf('media')
		]).toEqual(before);
	});

	it('sorts categories by a mapping, or puts everything in one section', async () => {
		await run(jekyll, { mapping: { 'VIE LOCALE': 'mobilites', velo: 'mobilites' } });
		expect((await written('_posts/2024-06-07-sans-chapo.md')).sectionId).toBe(cast.mobilites.id);
		expect((await written('_posts/2024-03-05-la-rue-des-tanneurs.md')).sectionId).toBe(cast.mobilites.id);
		expect(await listSections(db)).toHaveLength(1);
		await expect(run(jekyll, { section: 'inconnue' })).rejects.toThrow('La rubrique « inconnue » n’existe pas.');
		await expect(run(join(jekyll, 'nulle-part'))).rejects.toThrow(/n’existe pas/);
	});

	it('reads a WordPress export with the pictures beside it', async () => {
		const { imported, skipped, failed } = await run(join(wordpress, 'export.xml'), {
			structure: 'agglo',
			publish: true
		});
		expect(failed).toEqual([]);
		expect(imported.map(({ slug, title }) => [slug, title])).toEqual([
			['ete-au-depot', 'L’été au dépôt'],
			['une-page-par-blocs', 'Une page par blocs']
		]);
		expect(skipped).toHaveLength(1);
		const article = await written('wordpress:https://ancien.example/2023/07/ete-au-depot/');
		expect(article).toMatchObject({
			signature: 'Maud Dupré',
			ownerId: cast.agglo.id,
			publishedAt: '2023-07-04T08:30:00.000Z'
		});
		const [media] = mediaIn(article.content.body.content);
		expect(shown(article.content)).toBe(
			[
				'Un premier paragraphe.\\\nSur deux lignes.',
				`![](media:${media})`,
				"> On a fini \\[sic\\] à l'heure.",
				'::video{href="https://www.youtube.com/watch?v=abc123" title="vidéo sur youtube.com"}',
				'- un\n- deux',
				'\\&lol2;',
				`![Un hangar et trois camions](media:${media})`
			].join('\n\n')
		);
		expect(imported[0]!.warnings.join()).toContain('contact-form-7');
		expect((await loadMedia(db, [media!])).get(media!)).toMatchObject({
			altText: 'Le dépôt',
			caption: 'Le dépôt à midi'
		});
		const page = await written('wordpress:https://ancien.example/page/');
		expect(page.content.standfirst).toBe('Quand venir.');
		expect(shown(page.content)).toBe('## Horaires\n\nDe 8 h à 17 h.');
	});

	it('refuses what is no export, and what is no folder of articles', async () => {
		writeFileSync(join(wordpress, 'autre.xml'), '<?xml version="1.0"?><rss><channel></channel></rss>');
		await expect(run(join(wordpress, 'autre.xml'))).rejects.toThrow(/n’est pas un export de WordPress/);
		await expect(run(join(jekyll, 'img/rue.png'))).rejects.toThrow(/Donnez un dossier/);
	});

	it('writes an article as a file that makes the same article again', async () => {
		const path = join(jekyll, 'maison.md');
		writeFileSync(
			path,
			`---\nkind: announcement\ntitle: "Neige : qui part"\nstandfirst: Le plan est prêt.\nsection: mobilites\nstructures: [ville, agglo]\naudience: [ville, agglo]\nreach: public\nsignature: La DGS\nexpires: 2027-04-01\ncover: img/rue.png\ncover_alt: La rue\nrelay: Le sel est en mairie.\nvariants:\n  agglo: { title: "Neige : l’Agglo part à 4 h" }\nannouncement: { signed_by: La DGS, memo: service, important: true, acknowledge_by: 2026-12-01 }\n---\n\nTexte commun.\n\n:::passage{structures="ville" reach="internal"}\nÀ 3 h 30.\n:::\n`
		);
		const { id, slug } = await readArticleFile(db, operator, store, path);
		const first = (await findForWriting(db, operator, { id }))!;
		expect(first.content.variants[cast.agglo.id]).toEqual({ title: 'Neige : l’Agglo part à 4 h' });
		expect(first.content.body.content[1]?.attrs?.for).toEqual({ structures: [cast.ville.id], reach: 'internal' });
		writeFileSync(path, await writeArticleFile(db, first));
		await readArticleFile(db, operator, store, path, { id, note: 'relue' });
		const again = (await findForWriting(db, operator, { id }))!;
		expect(again).toEqual({ ...first, sourceHash: again.sourceHash, workingId: again.workingId });
		expect(slug).toBe('neige-qui-part');
	});
});
