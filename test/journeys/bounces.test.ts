import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	condemn,
	countReturns,
	fileReturn,
	forgetReturns,
	forgetReturnsOf,
	listReturns,
	readReturns,
	reinstate,
	takeIn
} from '#distribution/bounces/index.server.ts';
import { bounceToken, returnPath } from '#distribution/mailings/index.server.ts';
import { addressKey } from '#distribution/subscribers/index.server.ts';
import { createAgent } from '#foundation/accounts/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listNotices } from '#foundation/notices/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { Forbidden, Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { bounce } from '#terminal/bounce.ts';
import { UsageError, type Terminal } from '#terminal/command.ts';
import { gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { abuse, answer, dsn } from '../support/returns.ts';
import { createTitle, sentMailing, type SentTo } from '../support/sent.ts';

const secret = 'un secret d’essai de plus de trente-deux signes';
const bounceAddress = 'retours@lettre.example';

describe.each(engines)('what comes back on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let title: Publication;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		title = await createTitle(db, cast);
	});
	afterEach(releaseClock);
	afterAll(() => close());

	const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const pathOf = (deliveryId: string) => returnPath(bounceAddress, bounceToken(secret, deliveryId));
	const take = (raw: Buffer) => takeIn(db, raw, 'essai', secret);
	const sendTo = async (...recipients: SentTo[]) => {
		const { deliveries, mailingId } = await sentMailing(db, cast, title, recipients);
		return { mailingId, id: deliveries[0]!, all: deliveries };
	};
	const stateOf = async (id: string) =>
		(await db.selectFrom('delivery').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
	const noticesOf = async (agentId: string) => (await listNotices(db, agentId)).items;
	const stopsOf = async (address: string) =>
		(
			await db
				.selectFrom('suppression')
				.select(['scope', 'reason'])
				.where('addressKey', '=', addressKey(secret, address))
				.execute()
		).map(({ scope, reason }) => `${reason} ${scope}`);

	it('for good strikes the address off everywhere, once, and the letter is bounced', async () => {
		const { id } = await sendTo({ address: 'parti@fai.example' });
		const report = dsn({ to: pathOf(id), recipient: 'parti@fai.example' });
		expect(await take(report)).toMatchObject({ isKnown: false, kind: 'bounce', bounce: 'hard', deliveryId: id });
		expect(await take(report)).toMatchObject({ isKnown: true, kind: 'bounce', deliveryId: id });
		expect([await stateOf(id), await stopsOf('parti@fai.example')]).toEqual(['bounced', ['hard all']]);
	});

	it('is found by the letter itself where no token is left, and by no other sign', async () => {
		const { id } = await sendTo({ address: 'perdu@fai.example' });
		const known = { to: 'postmaster@ville.example', recipient: 'perdu@fai.example', messageId: `${id}@ville.example` };
		expect(await take(dsn(known))).toMatchObject({ bounce: 'hard', deliveryId: id });
		const forged = `retours+${id.replaceAll('-', '')}000000000000@lettre.example`;
		const stray = dsn({ to: forged, recipient: 'perdu@fai.example' });
		expect(await take(stray)).toMatchObject({ kind: 'unknown', bounce: null, deliveryId: null });
	});

	it('for a reason of the moment counts, and three of the last five make somebody unreachable', async () => {
		const who = { address: 'plein@fai.example', subscriberId: newId() };
		const fail = async (day: number) => {
			freezeClock(`2026-11-0${day}T09:00:00.000Z`);
			const { id } = await sendTo(who);
			await take(dsn({ to: pathOf(id), recipient: who.address, status: '4.2.2', diagnostic: `${day}` }));
			expect(await stateOf(id)).toBe('sent');
		};
		await fail(1);
		await fail(2);
		freezeClock('2026-11-03T09:00:00.000Z');
		await sendTo(who);
		expect(await stopsOf(who.address)).toEqual([]);
		await fail(4);
		expect(await stopsOf(who.address)).toEqual(['unreachable all']);

		const { items } = await listReturns(db, cast.desk, { view: 'stopped', reason: 'unreachable', page: 1 });
		freezeClock('2026-11-05T09:00:00.000Z');
		await inTx((tx) => reinstate(tx, cast.desk, items[0]!.id, 'Elle a vidé sa boîte'));
		await fail(6);
		expect(await stopsOf(who.address)).toEqual([]);
	});

	it('delayed, or from a receiver that holds something against us, strikes nobody off', async () => {
		const { id } = await sendTo({ address: 'attente@fai.example' });
		expect(
			(await take(dsn({ to: pathOf(id), recipient: 'attente@fai.example', action: 'delayed', status: '4.4.1' }))).kind
		).toBe('delay');
		expect(await stateOf(id)).toBe('sent');
		const blocked = { to: pathOf(id), recipient: 'attente@fai.example', status: '5.7.1' };
		expect((await take(dsn(blocked))).bounce).toBe('policy');
		expect([await stateOf(id), await stopsOf('attente@fai.example')]).toEqual(['bounced', []]);
	});

	it('says of a doubtful letter that it had left', async () => {
		const { id } = await sendTo({ address: 'doute@fai.example', state: 'uncertain' });
		await take(dsn({ to: pathOf(id), recipient: 'doute@fai.example', action: 'delayed', status: '4.4.1' }));
		expect(await stateOf(id)).toBe('sent');
	});

	it('as blocked five times in a mailing is told to who sends it', async () => {
		const { all, mailingId } = await sendTo(...Array.from({ length: 5 }, (_, n) => ({ address: `b${n}@fai.example` })));
		for (const [n, id] of all.entries())
			await take(dsn({ to: pathOf(id), recipient: `b${n}@fai.example`, status: '5.7.1' }));
		const told = (await noticesOf(cast.desk.id)).filter(({ subject }) => subject.id === mailingId);
		expect(told.map(({ title }) => title)).toEqual(['« La Lettre » : trop de retours']);
	});

	it('as a complaint is heard by the structure that wrote, and by it alone', async () => {
		const { id } = await sendTo({ address: 'fache@fai.example' });
		expect(await take(abuse(pathOf(id)))).toMatchObject({ kind: 'complaint', deliveryId: id });
		expect(await stopsOf('fache@fai.example')).toEqual([`complaint ${cast.ville.id}`]);
		expect(await take(abuse('x@y.example'))).toMatchObject({ kind: 'unknown', deliveryId: null });
	});

	it('from a machine is counted; from a person it waits in the tray until it is read', async () => {
		const { id } = await sendTo({ address: 'jeanne@fai.example' });
		await take(answer(pathOf(id), { headers: 'Auto-Submitted: auto-replied' }));
		await take(answer(pathOf(id), { text: 'Cette adresse sera supprimée demain.' }));
		const tray = async () =>
			(await listReturns(db, cast.desk, { view: 'tray', page: 1 })).items.filter(({ deliveryId }) => deliveryId === id);
		const [letter, ...others] = await tray();
		expect([letter?.from, letter?.excerpt, others.length]).toEqual([
			...['jeanne@fai.example', 'Cette adresse sera supprimée demain.', 0]
		]);
		await inTx((tx) => condemn(tx, cast.desk, letter!.id, secret));
		expect([await tray(), await stopsOf('jeanne@fai.example')]).toEqual([[], ['hard all']]);
		await take(answer(pathOf(id), { text: 'Merci !' }));
		const [thanks] = await tray();
		await inTx((tx) => fileReturn(tx, cast.desk, thanks!.id));
		expect(await tray()).toEqual([]);
		expect((await countReturns(db, cast.desk)).kinds.autoreply).toBe(1);
	});

	it('of an agent asks the administration of his structure for his right address, and nobody else', async () => {
		const chief = await inTx((tx) =>
			createAgent(tx, operator, {
				...{ firstName: 'Paul', lastName: 'Chef', jobTitle: '', email: 'paul@essai.example' },
				memberships: [{ structureId: cast.ville.id }],
				grants: [{ role: 'admin', scope: { kind: 'structure', id: cast.ville.id } }]
			})
		);
		const subscriberId = newId();
		const at = '2026-11-26T00:00:00.000Z';
		await db
			.insertInto('subscriber')
			.values({
				...{ id: subscriberId, agentId: cast.agentOfVille.id, createdAt: at, lastContactAt: at },
				...{ address: null, addressKey: null }
			})
			.execute();
		const { id } = await sendTo({ address: 'melanie@essai.example', subscriberId });
		await take(dsn({ to: pathOf(id), recipient: 'melanie@essai.example' }));
		expect((await noticesOf(chief.id)).map(({ title }) => title)).toEqual(['Adresse à corriger : Melanie Essai']);
		expect((await noticesOf(cast.agentOfVille.id)).length).toBe(0);
	});

	it('is undone with a reason, by who keeps the lists', async () => {
		const { items } = await listReturns(db, cast.desk, { view: 'stopped', search: 'PARTI', page: 1 });
		const [line] = items;
		expect(items).toHaveLength(1);
		await expect(inTx((tx) => reinstate(tx, cast.desk, line!.id, '  '))).rejects.toThrow(Invalid);
		await expect(inTx((tx) => reinstate(tx, cast.agentOfVille, line!.id, 'x'))).rejects.toThrow(Forbidden);
		await inTx((tx) => reinstate(tx, cast.desk, line!.id, 'Le service informatique a rétabli la boîte'));
		expect(await stopsOf('parti@fai.example')).toEqual([]);
		await expect(listReturns(db, cast.agentOfVille, { view: 'all', page: 1 })).rejects.toThrow(Forbidden);
	});

	it('is read in a folder: files that were dropped, and a Maildir; and what servers refused to our face is judged', async () => {
		const dataDir = mkdtempSync(join(tmpdir(), 'unisson-retours-'));
		const folder = join(dataDir, 'retours');
		mkdirSync(join(folder, 'new'), { recursive: true });
		const { all } = await sendTo(
			{ address: 'un@fai.example' },
			{ address: 'deux@fai.example' },
			{ address: 'trois@fai.example', state: 'failed' }
		);
		await db
			.updateTable('delivery')
			.set({ code: 550, response: '550 5.1.1 <trois@fai.example>: User unknown' })
			.where('id', '=', all[2]!)
			.execute();
		writeFileSync(join(folder, 'un.eml'), dsn({ to: pathOf(all[0]!), recipient: 'un@fai.example' }));
		writeFileSync(join(folder, 'new', '1.mx'), dsn({ to: pathOf(all[1]!), recipient: 'deux@fai.example' }));
		const settings = { dataDir, sessionSecret: secret, senders: {} } as unknown as Settings;
		expect(await readReturns(db, settings)).toBe(3);
		expect(await readReturns(db, settings)).toBe(0);
		expect([readdirSync(join(folder, 'traites')), readdirSync(join(folder, 'cur'))]).toEqual([
			['un.eml'],
			['1.mx:2,S']
		]);
		expect(await Promise.all(all.map(stateOf))).toEqual(['bounced', 'bounced', 'failed']);
		expect(await stopsOf('trois@fai.example')).toEqual(['hard all']);
		const refused = await listReturns(db, cast.desk, { view: 'stopped', search: 'trois', page: 1 });
		expect(refused.items).toMatchObject([{ deliveryId: all[2], status: '5.1.1', reason: 'hard' }]);
		rmSync(dataDir, { recursive: true, force: true });
	});

	it('is given to the terminal by a mail server, and counted there', async () => {
		const { id } = await sendTo({ address: 'tube@fai.example' });
		const folder = mkdtempSync(join(tmpdir(), 'unisson-retour-'));
		const file = join(folder, 'un.eml');
		writeFileSync(file, dsn({ to: pathOf(id), recipient: 'tube@fai.example', status: '5.2.2' }));
		const said: string[] = [];
		const settings = { sessionSecret: secret, dataDir: folder, senders: {} } as unknown as Settings;
		const terminal = { db, settings, print: (text: string) => void said.push(text) } as unknown as Terminal;
		const run = (...args: string[]) => bounce.run(args, terminal);
		expect(await run('read', file, '--json')).toBe(0);
		expect(JSON.parse(said[0]!)).toMatchObject({ isKnown: false, kind: 'bounce', bounce: 'soft', deliveryId: id });
		await run('read', file);
		await run('count');
		expect([said[1], said[2]]).toEqual([
			...['Déjà lu : Boîte pleine ou indisponible.', expect.stringContaining('Adresses écartées')]
		]);
		await expect(run('read', join(folder, 'absent.eml'))).rejects.toThrow(Invalid);
		await expect(run('compter')).rejects.toThrow(UsageError);
		rmSync(folder, { recursive: true, force: true });
	});

	it('of somebody who asks to be forgotten keeps neither his address nor his words', async () => {
		const subscriberId = newId();
		const { id } = await sendTo({ address: 'oubli@fai.example', subscriberId });
		await take(dsn({ to: pathOf(id), recipient: 'oubli@fai.example' }));
		const kept = async () => (await listReturns(db, cast.desk, { view: 'all', search: 'oubli', page: 1 })).total;
		expect(await kept()).toBe(1);
		await inTx((tx) => forgetReturnsOf(tx, subscriberId, 'oubli@fai.example'));
		expect(await kept()).toBe(0);
	});

	it('is forgotten after thirty days, and its counts are not', async () => {
		const before = await countReturns(db, cast.desk);
		freezeClock('2099-01-01T00:00:00.000Z');
		expect(await forgetReturns(db, { dataDir: '/nonexistent' })).toBeGreaterThan(0);
		expect(await forgetReturns(db, { dataDir: '/nonexistent' })).toBe(0);
		const { items } = await listReturns(db, cast.desk, { view: 'all', page: 1 });
		expect(
			items.every(({ recipient, from, excerpt, diagnostic }) => !recipient && !from && !excerpt && !diagnostic)
		).toBe(true);
		expect(await countReturns(db, cast.desk)).toEqual(before);
	});
});
