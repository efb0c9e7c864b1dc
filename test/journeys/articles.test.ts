import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotFound, Forbidden, Invalid } from '#kernel/errors.ts';
import {
	createArticle,
	findArticleAddress,
	findRenditions,
	getArticle,
	listPublished,
	publishArticle,
	renameArticle,
	reviseArticle,
	withdrawArticle
} from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { publicReader, type Actor, type Reader } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { search } from '#foundation/search/index.server.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

describe.each(engines)('articles on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
	});
	afterAll(() => close());

	const published = async (draft: ArticleDraft, at?: string, actor: Actor = cast.desk) =>
		db.transaction().execute(async (tx) => {
			const made = await createArticle(tx, actor, draft);
			await publishArticle(tx, actor, made.id, { at });
			return made;
		});
	/** Every way out of an article that a reader has. */
	const exits = async (reader: Reader, slug: string, id: string, word: string) => ({
		page: await getArticle(db, reader, slug)
			.then(() => true)
			.catch(() => false),
		list: (await listPublished(db, reader, { size: 100 })).items.some((article) => article.id === id),
		search: (await search(db, reader, { text: word })).items.some(({ subject }) => subject.id === id),
		issue: (await findRenditions(db, reader, [id])).has(id)
	});
	const everywhere = { page: true, list: true, search: true, issue: true };
	const nowhere = { page: false, list: false, search: false, issue: false };

	it('shows a common article to both structures on every way out', async () => {
		const { slug, id } = await published(draftOf(cast, { title: 'Une caténaire commune' }));
		expect(await exits(cast.asVille, slug, id, 'caténaire')).toEqual(everywhere);
		expect(await exits(cast.asAgglo, slug, id, 'catenaire')).toEqual(everywhere);
	});

	it('hides what is reserved to one structure from the other, on every way out', async () => {
		const only = { voices: [cast.ville.id], audience: [cast.ville.id] };
		const { slug, id } = await published(draftOf(cast, { title: 'Réservé aux pelleteuses' }, only));
		expect(await exits(cast.asVille, slug, id, 'pelleteuses')).toEqual(everywhere);
		expect(await exits(cast.asAgglo, slug, id, 'pelleteuses')).toEqual(nowhere);
	});

	it('hides what is internal from the public, on every way out', async () => {
		const { slug, id } = await published(draftOf(cast, { title: 'Un vestiaire interne' }));
		expect(await exits(publicReader(cast.ville.id), slug, id, 'vestiaire')).toEqual(nowhere);
	});

	it('says each structure’s own title and passages, and lets nobody search in the other’s', async () => {
		const { slug } = await published(
			draftOf(cast, {
				title: 'Plan de viabilité',
				variants: { [cast.agglo.id]: { title: 'Plan des zones d’activités' } },
				body: {
					type: 'doc',
					content: [
						paragraph('Texte commun.'),
						paragraph('Ralliement au hangar bleu.', { structures: [cast.ville.id], reach: 'internal' })
					]
				}
			})
		);
		const forVille = await getArticle(db, cast.asVille, slug);
		const forAgglo = await getArticle(db, cast.asAgglo, slug);
		expect(forVille.title).toBe('Plan de viabilité');
		expect(forVille.html).toContain('hangar bleu');
		expect(forAgglo.title).toBe('Plan des zones d’activités');
		expect(forAgglo.html).not.toContain('hangar');
		expect((await search(db, cast.asVille, { text: 'hangar' })).total).toBe(1);
		expect((await search(db, cast.asAgglo, { text: 'hangar' })).total).toBe(0);
	});

	it('takes what has expired off every list, and keeps its page with a warning', async () => {
		freezeClock('2026-11-10T08:00:00.000Z');
		const { slug, id } = await published(
			draftOf(cast, { title: 'La passerelle fermée' }, { expiresAt: '2026-11-12T08:00:00.000Z' })
		);
		expect(await exits(cast.asVille, slug, id, 'passerelle')).toEqual(everywhere);
		freezeClock('2026-11-12T08:00:00.000Z');
		expect(await exits(cast.asVille, slug, id, 'passerelle')).toEqual({ ...nowhere, page: true });
		expect((await getArticle(db, cast.asVille, slug)).expired).toBe(true);
		await expect(getArticle(db, publicReader(cast.ville.id), slug)).rejects.toThrow(NotFound);
		releaseClock();
	});

	it('shows what is scheduled when its time comes, without anyone doing anything', async () => {
		freezeClock('2026-11-10T08:00:00.000Z');
		const { slug, id } = await published(draftOf(cast, { title: 'Une navette demain' }), '2026-11-11T06:00:00.000Z');
		expect(await exits(cast.asVille, slug, id, 'navette')).toEqual(nowhere);
		freezeClock('2026-11-11T06:00:00.000Z');
		expect(await exits(cast.asVille, slug, id, 'navette')).toEqual(everywhere);
		releaseClock();
	});

	it('shows a revision only once it is published, and says that the article was updated', async () => {
		const { id, slug } = await published(draftOf(cast, { title: 'Horaires du dépôt' }));
		await db
			.transaction()
			.execute((tx) => reviseArticle(tx, cast.desk, id, draftOf(cast, { title: 'Horaires du grand dépôt' })));
		expect((await getArticle(db, cast.asVille, slug)).title).toBe('Horaires du dépôt');
		await db.transaction().execute((tx) => publishArticle(tx, cast.desk, id));
		const page = await getArticle(db, cast.asVille, slug);
		expect(page.title).toBe('Horaires du grand dépôt');
		expect(page.updatedAt).not.toBeNull();
	});

	it('keeps the old address of a renamed article leading to it, for who may read it', async () => {
		const only = { voices: [cast.ville.id], audience: [cast.ville.id] };
		const { id, slug } = await published(draftOf(cast, { title: 'Parc à vélos' }, only));
		const renamed = await db.transaction().execute((tx) => renameArticle(tx, cast.desk, id, 'Garage à vélos'));
		expect(await findArticleAddress(db, cast.asVille, slug)).toBe(renamed);
		expect(await findArticleAddress(db, cast.asAgglo, slug)).toBeUndefined();
		const other = await db
			.transaction()
			.execute((tx) => createArticle(tx, cast.desk, draftOf(cast, { title: 'Parc à vélos' })));
		expect(other.slug).not.toBe(slug);
	});

	it('withdraws with a reason, from every way out, and keeps the text', async () => {
		const { id, slug } = await published(draftOf(cast, { title: 'Une rumeur de tramway' }));
		const withdraw = (reason: string) => db.transaction().execute((tx) => withdrawArticle(tx, cast.desk, id, reason));
		await expect(withdraw(' ')).rejects.toThrow(Invalid);
		await withdraw('Information démentie');
		expect(await exits(cast.asVille, slug, id, 'tramway')).toEqual(nowhere);
		const kept = await db.selectFrom('revision').select('title').where('articleId', '=', id).execute();
		expect(kept).toHaveLength(1);
		const actions = (await listAudit(db, { kind: 'article', id })).map(({ action, actor }) => [action, actor]);
		expect(actions).toEqual(
			['withdraw', 'publish', 'approve', 'create'].map((verb) => [`article.${verb}`, cast.desk.id])
		);
	});

	it('lets nobody without the right write or publish', async () => {
		const write = (actor: Actor) => db.transaction().execute((tx) => createArticle(tx, actor, draftOf(cast)));
		await expect(write(cast.agentOfVille)).rejects.toThrow(Forbidden);
		await expect(write({ kind: 'anonymous' })).rejects.toThrow(Forbidden);
		const { id } = await write(cast.desk);
		const publish = (actor: Actor) => db.transaction().execute((tx) => publishArticle(tx, actor, id));
		await expect(publish(cast.agentOfVille)).rejects.toThrow(Forbidden);
	});

	it('refuses to change the audit', async () => {
		await expect(db.deleteFrom('auditEntry').execute()).rejects.toThrow(/append-only/);
		await expect(db.updateTable('auditEntry').set({ action: 'nothing' }).execute()).rejects.toThrow(/append-only/);
	});
});
