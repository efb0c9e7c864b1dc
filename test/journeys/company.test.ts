import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	addRemark,
	createArticle,
	dismissGuest,
	findSlotVersion,
	getForWriting,
	getSlot,
	inviteToArticle,
	keepVersion,
	listGuests,
	listRemarks,
	resolveRemark,
	saveSlot,
	searchGuests,
	SlotConflict,
	touchPresence
} from '#editorial/articles/index.server.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import { Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

describe.each(engines)('writing together on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let id: string;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		({ id } = await inTx((tx) => createArticle(tx, cast.desk, draftOf(cast))));
	});
	afterAll(() => close());
	afterEach(() => releaseClock());

	const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const noticesOf = ({ id: agentId }: AgentActor) =>
		db.selectFrom('notice').select(['kind', 'title', 'readAt']).where('agentId', '=', agentId).orderBy('id').execute();
	const guests = async () => (await listGuests(db, cast.desk, id)).map(({ name }) => name);

	it('lets a colleague of another structure write the article to which he was invited, and no other', async () => {
		const youssef = cast.agentOfAgglo;
		await expect(getForWriting(db, youssef, { id })).rejects.toThrow(NotFound);
		expect((await searchGuests(db, cast.desk, id, 'yous')).map(({ structures }) => structures)).toEqual([
			[cast.agglo.id]
		]);
		await inTx((tx) => inviteToArticle(tx, cast.desk, id, youssef.id));
		expect(await guests()).toEqual(['Youssef Essai']);
		expect(await searchGuests(db, cast.desk, id, 'youssef')).toEqual([]);
		expect((await getForWriting(db, youssef, { id })).content.title).toBe('Première neige');
		expect(await noticesOf(youssef)).toMatchObject([
			{ kind: 'invited', title: 'Maud Essai vous invite à écrire « Première neige »' }
		]);
		const other = await inTx((tx) => createArticle(tx, cast.desk, draftOf(cast)));
		await expect(getForWriting(db, youssef, { id: other.id })).rejects.toThrow(NotFound);
	});

	it('does not let a guest invite, nor write once the invitation is taken back', async () => {
		const youssef = cast.agentOfAgglo;
		await expect(inTx((tx) => inviteToArticle(tx, youssef, id, cast.agentOfVille.id))).rejects.toThrow(Forbidden);
		await inTx((tx) => dismissGuest(tx, cast.desk, id, youssef.id));
		expect(await guests()).toEqual([]);
		await expect(touchPresence(db, youssef, id)).rejects.toThrow(NotFound);
		await inTx((tx) => inviteToArticle(tx, cast.desk, id, youssef.id));
	});

	it('tells who else has it open, and forgets who gives no sign for 40 seconds', async () => {
		freezeClock('2026-11-20T09:00:00.000Z');
		expect(await touchPresence(db, cast.desk, id)).toEqual([]);
		freezeClock('2026-11-20T09:00:30.000Z');
		expect(await touchPresence(db, cast.agentOfAgglo, id)).toMatchObject([{ name: 'Maud Essai' }]);
		freezeClock('2026-11-20T09:00:50.000Z');
		expect(await touchPresence(db, cast.agentOfAgglo, id)).toEqual([]);
	});

	it('tells the author of a remark until it is answered, and asks for words', async () => {
		const said = { quote: 'Les équipes partent', body: 'Plutôt à cinq heures ?' };
		await expect(inTx((tx) => addRemark(tx, cast.agentOfAgglo, id, { ...said, body: ' ' }))).rejects.toThrow(Invalid);
		const remark = await inTx((tx) => addRemark(tx, cast.agentOfAgglo, id, said));
		expect(await listRemarks(db, cast.desk, id)).toMatchObject([
			{ ...said, author: { name: 'Youssef Essai' }, resolvedBy: null }
		]);
		expect(await noticesOf(cast.desk)).toMatchObject([{ kind: 'remark', readAt: null }]);
		await inTx((tx) => resolveRemark(tx, cast.desk, id, remark.id));
		expect(await listRemarks(db, cast.desk, id)).toMatchObject([{ resolvedBy: 'Maud Essai' }]);
		expect((await noticesOf(cast.desk))[0]!.readAt).not.toBeNull();
	});

	it('shows remarks to nobody who may not write the article', async () => {
		await expect(listRemarks(db, cast.agentOfVille, id)).rejects.toThrow(NotFound);
		await expect(inTx((tx) => addRemark(tx, cast.agentOfVille, id, { quote: '', body: 'Non.' }))).rejects.toThrow(
			NotFound
		);
	});

	it('never takes a tab that slept through a kept version for the last one', async () => {
		const typed = (title: string) => ({ ...draftOf(cast, { title }), details: {} });
		const save = (actor: AgentActor, version: number, title: string) =>
			inTx((tx) => saveSlot(tx, actor, id, { version, draft: typed(title) }));
		const asleep = await save(cast.desk, 0, 'Neige ce soir');
		await inTx((tx) => keepVersion(tx, cast.desk, id, ''));
		const { version } = await getSlot(db, cast.desk, id);
		await save(cast.agentOfAgglo, version, 'Neige demain');
		await expect(save(cast.desk, asleep.version, 'Verglas')).rejects.toThrow(SlotConflict);
		expect(await findSlotVersion(db, id)).toBe((await getSlot(db, cast.desk, id)).version);
	});
});
