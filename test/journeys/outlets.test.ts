import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	chooseOutlets,
	createArticle,
	intranet,
	listOutlets,
	publishArticle,
	recordOutlet,
	retryOutlet,
	reviseArticle,
	settleWays,
	withdrawArticle
} from '#editorial/articles/index.server.ts';
import type { ArticleDraft, Outlet } from '#editorial/articles/index.ts';
import { atom, getFeed, getPublicArticle, jsonFeed } from '#distribution/feeds/index.server.ts';
import { settleOutlets } from '#distribution/outlets/index.server.ts';
import { createPublication, listOffered } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const origin = 'https://intranet.essai.example';
const eight = '2026-11-26T07:00:00.000Z';
const nine = '2026-11-26T08:00:00.000Z';

describe.each(engines)('ways out on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let weekly: Publication;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		weekly = await inTx((tx) =>
			createPublication(tx, cast.desk, {
				...{ title: 'L’Infolettre du jeudi', kind: 'newsletter', tagline: '', cadence: '', reach: 'internal' },
				...{ ownerId: cast.agglo.id, voices: [cast.agglo.id, cast.ville.id] }
			})
		);
	});
	afterEach(releaseClock);
	afterAll(() => close());

	const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);

	const leaving = async (outlets: Outlet[], draft: Partial<ArticleDraft> = {}, at = eight) =>
		inTx(async (tx) => {
			const { id, slug } = await createArticle(
				tx,
				cast.desk,
				draftOf(cast, draft.content, { reach: 'public', ...draft })
			);
			await chooseOutlets(tx, cast.desk, id, outlets, { reason: 'Pour l’essai' });
			await publishArticle(tx, cast.desk, id, { at });
			return { id, slug };
		});
	const states = async (id: string) =>
		Object.fromEntries((await listOutlets(db, cast.desk, id)).map(({ outlet, state }) => [outlet, state]));

	it('keeps the reason for leaving out a usual way, and asks for it', async () => {
		const { id } = await inTx((tx) => createArticle(tx, cast.desk, draftOf(cast, {}, { reach: 'public' })));
		const choose = (outlets: Outlet[], reason = '') =>
			inTx((tx) => chooseOutlets(tx, cast.desk, id, outlets, { reason }));
		await choose(['intranet', 'feed', 'letter', 'journal', 'social']);
		await expect(choose(['intranet', 'feed', 'letter', 'social'])).rejects.toThrow(Invalid);
		await choose(['social'], 'Rien que pour les habitants');
		const [entry] = await listAudit(db, { kind: 'article', id }, 1);
		expect(entry).toMatchObject({
			action: 'article.outlets',
			detail: { outlets: ['social'], reason: 'Rien que pour les habitants', socialAlone: true }
		});
		await expect(inTx((tx) => chooseOutlets(tx, cast.agentOfVille, id, ['intranet'], { reason: 'x' }))).rejects.toThrow(
			NotFound
		);
	});

	it('refuses a public way to what is not public', async () => {
		const { id } = await inTx((tx) => createArticle(tx, cast.desk, draftOf(cast)));
		await expect(inTx((tx) => chooseOutlets(tx, cast.desk, id, ['intranet', 'feed']))).rejects.toThrow(
			'Ouvrez d’abord l’article au grand public'
		);
	});

	it('settles each way within the minute of T, once, and leaves a person his part', async () => {
		freezeClock('2026-11-26T06:59:30.000Z');
		const { id } = await leaving(['intranet', 'feed', 'letter', 'journal', 'social', 'print']);
		await settleOutlets(db);
		expect(await states(id)).toMatchObject({ intranet: 'planned', feed: 'planned', social: 'planned' });
		freezeClock('2026-11-26T07:00:20.000Z');
		await settleOutlets(db);
		expect(await states(id)).toEqual({
			...{ intranet: 'published', feed: 'published', letter: 'published' },
			...{ journal: 'failed', social: 'ready', print: 'ready' }
		});
		const journal = (await listOutlets(db, cast.desk, id)).find(({ outlet }) => outlet === 'journal');
		expect(journal?.reason).toBe('Aucun titre (journal) ne parle pour ces structures à ces lecteurs.');
		expect((await listOffered(db, weekly)).map((article) => article.id)).toContain(id);
		expect(await settleOutlets(db)).toBe(0);
		const told = (await listAudit(db, { kind: 'article', id })).filter(({ action }) => action === 'article.leave');
		expect(told).toHaveLength(6);
	});

	it('lets one failure stop nothing, and tries again when asked', async () => {
		freezeClock(eight);
		const { id } = await leaving(['intranet', 'letter', 'feed']);
		let isBroken = true;
		const letter = {
			check: async () => {
				if (isBroken) throw new Error('a broken letter');
				return { state: 'published' as const, reason: '' };
			}
		};
		await settleWays(db, { letter, feed: letter, intranet });
		expect(await states(id)).toEqual({ intranet: 'published', letter: 'failed', feed: 'failed' });
		isBroken = false;
		expect(await settleWays(db, { letter, feed: letter, intranet })).toBe(0);
		await inTx((tx) => retryOutlet(tx, cast.desk, id, 'letter'));
		expect(await settleWays(db, { letter, feed: letter, intranet })).toBe(1);
		expect(await states(id)).toMatchObject({ letter: 'published', feed: 'failed' });
		await expect(inTx((tx) => retryOutlet(tx, cast.desk, id, 'letter'))).rejects.toThrow(Conflict);
	});

	it('is settled once by two clocks at the same time', async () => {
		freezeClock(eight);
		const { id } = await leaving(['intranet', 'letter']);
		await Promise.all([settleOutlets(db), settleOutlets(db)]);
		const told = (await listAudit(db, { kind: 'article', id })).filter(({ action }) => action === 'article.leave');
		expect(told).toHaveLength(2);
	});

	it('notes the address of a post, by who may write the article, and nothing that is no address', async () => {
		freezeClock(eight);
		const { id } = await leaving(['intranet', 'social']);
		await settleOutlets(db);
		const record = (url: string, outlet: Outlet = 'social', actor = cast.desk) =>
			inTx((tx) => recordOutlet(tx, actor, id, outlet, { url }));
		await expect(record('javascript:alert(1)')).rejects.toThrow(Invalid);
		await expect(record('https://social.example/1', 'intranet')).rejects.toThrow(Conflict);
		await expect(record('https://social.example/1', 'social', cast.agentOfVille)).rejects.toThrow(NotFound);
		await record('https://social.example/@ville/1');
		expect((await listOutlets(db, cast.desk, id)).find(({ outlet }) => outlet === 'social')).toMatchObject({
			...{ state: 'published', url: 'https://social.example/@ville/1', at: eight }
		});
	});

	it('proposes a correction of what left for good, when the text changed in earnest', async () => {
		freezeClock(eight);
		const { id } = await leaving(['intranet', 'letter', 'social', 'print']);
		await settleOutlets(db);
		await inTx((tx) => recordOutlet(tx, cast.desk, id, 'social', { url: 'https://social.example/2' }));
		freezeClock(nine);
		await inTx(async (tx) => {
			await reviseArticle(tx, cast.desk, id, draftOf(cast, { title: 'Neige : départ à 3 h' }, { reach: 'public' }));
			await publishArticle(tx, cast.desk, id);
		});
		await settleOutlets(db);
		expect(await states(id)).toEqual({ intranet: 'published', letter: 'published', social: 'stale', print: 'ready' });
		const social = (await listOutlets(db, cast.desk, id)).find(({ outlet }) => outlet === 'social');
		expect(social?.proposal).toMatch(/^Mise à jour le jeudi 26 novembre/);
		expect(social?.proposal).toContain('Neige : départ à 3 h'.replace(' :', '\u00a0:').replace('3 h', '3\u00a0h'));
		await inTx((tx) => recordOutlet(tx, cast.desk, id, 'social'));
		expect(await states(id)).toMatchObject({ social: 'published' });
		expect(await settleOutlets(db)).toBe(0);
	});

	it('lets into a public feed nothing but what is public, in the voice of its structure, and at its hour', async () => {
		freezeClock(eight);
		const mixed = draftOf(
			cast,
			{
				title: 'Horaires ouverts <b> & ]]> fin',
				relayMessage: 'À dire au guichet : message relais',
				body: {
					type: 'doc',
					content: [
						paragraph('Pour tout le monde.'),
						paragraph('Passage des agents.', { reach: 'internal' }),
						paragraph('Passage des partenaires.', { reach: 'partners' }),
						paragraph('Passage de la Ville.', { structures: [cast.ville.id] })
					]
				}
			},
			{ reach: 'public', contact: 'poste 4210' }
		);
		const titled = (title: string, more: Partial<ArticleDraft> = {}) => ({
			...more,
			content: { ...draftOf(cast).content, title }
		});
		const { slug } = await leaving(['intranet', 'feed'], mixed);
		const inside = await leaving(['intranet'], titled('Entre agents', { reach: 'internal' }));
		await leaving(['intranet'], titled('Sans le flux'));
		await leaving(['intranet', 'feed'], titled('Hors délai', { expiresAt: eight }));
		await leaving(['intranet', 'feed'], titled('De la seule Ville', { voices: [cast.ville.id] }));
		await leaving(['intranet', 'feed'], titled('Demain seulement'), '2026-11-27T07:00:00.000Z');
		const gone = await leaving(['intranet', 'feed'], titled('Une rumeur'));
		await inTx((tx) => withdrawArticle(tx, cast.desk, gone.id, 'Démenti'));
		const later = await leaving(['intranet', 'feed'], titled('Les agents d’abord'));
		await db.updateTable('article').set({ publicAt: nine }).where('id', '=', later.id).execute();

		const feed = await getFeed(db, [cast.ville, cast.agglo], 'agglo', origin);
		for (const written of [atom(feed), jsonFeed(feed)]) {
			expect(written).toContain('Horaires ouverts');
			expect(written).toContain('Pour tout le monde.');
			for (const secret of [
				...['Passage des agents', 'Passage des partenaires', 'Passage de la Ville', 'message relais', 'poste 4210'],
				...['Entre agents', 'Sans le flux', 'Hors délai', 'De la seule Ville', 'Demain', 'rumeur', 'Les agents d’abord']
			])
				expect(written).not.toContain(secret);
		}
		expect(JSON.parse(jsonFeed(feed))).toMatchObject({
			version: 'https://jsonfeed.org/version/1.1',
			feed_url: `${origin}/flux/agglo/articles.json`
		});
		const page = (path: string) => getPublicArticle(db, [cast.ville, cast.agglo], 'agglo', path);
		expect((await page(slug)).article.html).not.toContain('Passage');
		expect((await page(slug)).article.relayMessage).toBe('');
		for (const hidden of [inside.slug, gone.slug, later.slug]) await expect(page(hidden)).rejects.toThrow(NotFound);

		await settleOutlets(db);
		expect(await states(later.id)).toEqual({ intranet: 'published', feed: 'planned' });
		freezeClock(nine);
		await settleOutlets(db);
		expect(await states(later.id)).toEqual({ intranet: 'published', feed: 'published' });
		expect((await page(later.slug)).article.title).toBe('Les agents d’abord');
	});
});
