import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	acknowledge,
	findAsked,
	followAcknowledgements,
	listExpected,
	listPendingAcknowledgements,
	remindAcknowledgements
} from '#editorial/announcements/index.server.ts';
import { createArticle, publishArticle } from '#editorial/articles/index.server.ts';
import type { Actor, AgentActor, Reader } from '#foundation/accounts/index.ts';
import { Conflict, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const memo = { signedBy: 'La DGS', memo: 'service', important: true, acknowledgeBy: '2026-12-01' } as const;

describe.each(engines)('announcements on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
	});
	afterEach(() => releaseClock());
	afterAll(() => close());

	const posted = async (title: string, structures = [cast.ville.id]) =>
		db.transaction().execute(async (tx) => {
			const envelope = { kind: 'announcement' as const, voices: structures, audience: structures, details: memo };
			const { id } = await createArticle(tx, cast.desk, draftOf(cast, { title }, envelope));
			await publishArticle(tx, cast.desk, id);
			return id;
		});
	const confirm = (actor: AgentActor, reader: Reader, id: string, version = 1) =>
		db.transaction().execute((tx) => acknowledge(tx, actor, reader, id, version));
	const important = (id: string) => db.updateTable('article').set({ readingVersion: 2 }).where('id', '=', id).execute();
	const pending = async () =>
		(await listPendingAcknowledgements(db, cast.agentOfVille.id, cast.asVille)).map(({ articleId }) => articleId);
	const told = async (agentId: string, id: string) =>
		(
			await db
				.selectFrom('notice')
				.select(['key', 'readAt'])
				.where('agentId', '=', agentId)
				.where('subjectId', '=', id)
				.orderBy('id')
				.execute()
		).map(({ key, readAt }) => `${key.split('/').slice(2).join(' ')}${readAt ? ', settled' : ''}`);

	it('are acknowledged per version: an important change asks again, and an old page cannot answer for it', async () => {
		const id = await posted('Fermeture à midi');
		expect(await pending()).toEqual([id]);
		await confirm(cast.agentOfVille, cast.asVille, id);
		await confirm(cast.agentOfVille, cast.asVille, id);
		expect(await pending()).toEqual([]);
		await important(id);
		expect(await pending()).toEqual([id]);
		expect(await findAsked(db, cast.asVille, cast.agentOfVille.id, id)).toMatchObject({ at: null, hasChanged: true });
		await expect(confirm(cast.agentOfVille, cast.asVille, id, 1)).rejects.toThrow(Conflict);
		await confirm(cast.agentOfVille, cast.asVille, id, 2);
		expect(await pending()).toEqual([]);
	});

	it('ask nothing of who may not read them', async () => {
		const id = await posted('Réservé à la Ville');
		await expect(confirm(cast.agentOfAgglo, cast.asAgglo, id)).rejects.toThrow(NotFound);
		expect(await findAsked(db, cast.asAgglo, cast.agentOfAgglo.id, id)).toBeUndefined();
	});

	it('show who has not answered, by service, with names only for who answers for them', async () => {
		const id = await posted('Deux structures', [cast.ville.id, cast.agglo.id]);
		await confirm(cast.agentOfVille, cast.asVille, id);
		const seen = await followAcknowledgements(db, cast.desk, id);
		expect(
			seen.services.map(({ total, done, remaining }) => [total, done, remaining?.map(({ name }) => name)])
		).toEqual([
			[1, 1, []],
			[1, 0, ['Youssef Essai']]
		]);
		const asAgent: Actor = cast.agentOfVille;
		await expect(followAcknowledgements(db, asAgent, id)).rejects.toThrow(NotFound);
		await expect(listExpected(db, asAgent, id)).rejects.toThrow(NotFound);
	});

	it('are reminded once at each stage, after any stop, and never to who has answered', async () => {
		freezeClock('2026-11-20T08:00:00.000Z');
		const id = await posted('Rappelée', [cast.ville.id, cast.agglo.id]);
		await remindAcknowledgements(db);
		expect(await remindAcknowledgements(db)).toBe(0);
		expect(await told(cast.agentOfVille.id, id)).toEqual(['1 ask']);
		await confirm(cast.agentOfAgglo, cast.asAgglo, id);
		freezeClock('2026-12-08T08:00:00.000Z');
		await remindAcknowledgements(db);
		expect(await remindAcknowledgements(db)).toBe(0);
		expect(await told(cast.agentOfVille.id, id)).toEqual(['1 ask, settled', '1 late']);
		expect(await told(cast.agentOfAgglo.id, id)).toEqual(['1 ask, settled']);
		expect(await told(cast.desk.id, id)).toEqual([]);
	});
});
