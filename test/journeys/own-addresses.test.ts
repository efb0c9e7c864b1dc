import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetOwnTraces, takeIn } from '#distribution/bounces/index.server.ts';
import { judgeRefusals } from '#distribution/bounces/refusals.server.ts';
import {
	bounceToken,
	createMailing,
	getMailing,
	listDeliveries,
	listDoubtful,
	sendMailings,
	startMailing
} from '#distribution/mailings/index.server.ts';
import {
	countAudience,
	countLists,
	leave,
	listSubscribers,
	readSubscriberToken,
	showSubscriber,
	subscribeAsAgent
} from '#distribution/subscribers/index.server.ts';
import { attestProof } from '#editions/publications/index.server.ts';
import {
	askOwnAddress,
	confirmOwnAddress,
	createAgent,
	disableAccount,
	findOwnAddress,
	forgetOwnAddresses,
	findOwnAddressVoice,
	getOwnAddressLink,
	recordDeparture,
	useOwnAddress,
	withdrawOwnAddress
} from '#foundation/accounts/index.server.ts';
import { operator, ownAddressPrivacy, type AgentActor } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { mailNotices, notify, ownAddressMail } from '#foundation/notices/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import { dumpedTables } from '#platform/database/dump.server.ts';
import { openDatabase, type Db, type Tx } from '#platform/database/index.server.ts';
import type { MailMessage } from '#platform/mail.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { secret, sendingSettings, subscribeMany } from '../support/mailing.ts';
import { openPostOffice } from '../support/postman.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';
import { dsn } from '../support/returns.ts';

const personal = 'lea.perso@maison.example';

describe.each(engines)('a personal address on %s', (engine) => {
	let fresh: Awaited<ReturnType<typeof freshDatabase>>;
	let db: Db;
	let press: Press;
	let office: Awaited<ReturnType<typeof openPostOffice>>;
	let lea: AgentActor;
	let noe: AgentActor;

	const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const house = () => ({ ...press.settings, sessionSecret: secret });

	/** Agents without an address at work. */
	const hire = async (firstName: string): Promise<AgentActor> => {
		const place = { structureId: press.cast.ville.id };
		const draft = { firstName, lastName: 'Terrain', staffNumber: `T-${firstName}`, memberships: [place] };
		const { id } = await act((tx) => createAgent(tx, operator, draft));
		return { kind: 'agent', id, name: `${firstName} Terrain`, structures: [place.structureId], grants: [] };
	};

	beforeAll(async () => {
		// A Thursday at eleven: nobody rests.
		freezeClock('2026-11-26T10:00:00.000Z');
		fresh = await freshDatabase(engine);
		db = openDatabase(fresh.url);
		press = await openPress(db);
		office = await openPostOffice();
		lea = await hire('Lea');
		noe = await hire('Noe');
	});
	afterAll(async () => {
		releaseClock();
		await office.close();
		await db.destroy();
		press.close();
		await fresh.close();
	});

	const use = { forNotices: false, isPreferred: false };
	const give = async (who: AgentActor, address: string, more = {}) => {
		const { token } = await askOwnAddress(db, who, { address, ...use, ...more });
		await act((tx) => confirmOwnAddress(tx, token));
	};
	const prepare = async () => {
		const { id } = await press.issueOf(press.weekly, [articleBlock(press.snow, 'full')]);
		await act((tx) => attestProof(tx, operator, id, house()));
		return (await createMailing(db, operator, id, {}, house())).id;
	};
	const work = () =>
		sendMailings(db, { settings: sendingSettings({ house: house() } as never, office.url), until: 'idle' });
	const send = async (id: string) => {
		await startMailing(db, operator, id, house());
		await work();
		return getMailing(db, operator, id);
	};
	const receivedAt = (address: string) => office.received.filter(({ to }) => to[0] === address);
	/** Tables in which some words stand. */
	const tablesWith = async (words: string) => {
		const found: string[] = [];
		for (const table of dumpedTables)
			if (JSON.stringify(await db.selectFrom(table).selectAll().execute()).includes(words)) found.push(table);
		return found;
	};

	it('is used once its owner has followed the link, and no link is worth anything twice or too late', async () => {
		for (const wrong of ['lea', 'lea@maison', 'lea@maison.example, x@y.example', ''])
			await expect(askOwnAddress(db, lea, { address: wrong, ...use })).rejects.toMatchObject({
				fields: { address: expect.stringContaining('complète') }
			});
		const first = await askOwnAddress(db, lea, { address: ' Lea.Perso@Maison.example ', ...use });
		expect(first.address).toBe(personal);
		const mail = await ownAddressMail(first, press.cast.ville, press.settings);
		expect(mail).toMatchObject({ to: personal, subject: 'Confirmez votre adresse' });
		expect(mail.text).toContain(`https://intranet.essai.example/adresse/${first.token}`);
		expect(`${mail.text}${mail.html}`).not.toMatch(/Lea|Terrain/);
		const { token } = await askOwnAddress(db, lea, { address: personal, ...use });
		await expect(getOwnAddressLink(db, first.token)).rejects.toThrow(NotFound);
		expect(await getOwnAddressLink(db, token)).toEqual({ isConfirmed: false });
		expect([await findOwnAddressVoice(db, token), await findOwnAddressVoice(db, first.token)]).toEqual([
			press.cast.ville.id,
			undefined
		]);
		const [, audience] = await countAudience(db, press.weekly, secret);
		expect(audience?.excluded['no-address']).toBe(2);
		await act((tx) => confirmOwnAddress(tx, token));
		await act((tx) => confirmOwnAddress(tx, token));
		expect(await findOwnAddress(db, lea)).toMatchObject({ address: personal, confirmedAt: '2026-11-26T10:00:00.000Z' });
		const late = await askOwnAddress(db, noe, { address: 'noe@maison.example', ...use });
		freezeClock('2026-11-29T10:00:00.000Z');
		await expect(act((tx) => confirmOwnAddress(tx, late.token))).rejects.toThrow('expiré');
		expect(await forgetOwnAddresses(db)).toBe(1);
		expect(await findOwnAddress(db, noe)).toBeUndefined();
		freezeClock('2026-11-26T10:00:00.000Z');
	});

	it('receives letters, and nobody but its owner reads it anywhere', async () => {
		const id = await prepare();
		expect((await send(id)).counts).toMatchObject({ sent: 4 });
		expect(receivedAt(personal)).toHaveLength(1);
		const all = await listDeliveries(db, operator, id);
		expect(all.items.map(({ address }) => address)).toEqual([
			...['maud@essai.example', 'melanie@essai.example', 'youssef@essai.example', 'adresse personnelle']
		]);
		for (const search of [personal, 'maison', 'perso'])
			expect((await listDeliveries(db, operator, id, { search })).total).toBe(0);
		await act((tx) => subscribeAsAgent(tx, lea, press.weekly.id));
		const [listed] = (await listSubscribers(db, press.cast.desk, press.weekly.id)).items;
		expect(listed).toMatchObject({ name: 'Lea Terrain', address: 'adresse personnelle' });
		expect((await listSubscribers(db, press.cast.desk, press.weekly.id, { text: 'perso' })).total).toBe(0);
		await expect(showSubscriber(db, personal, secret)).rejects.toThrow('Aucun abonné');
		expect(await tablesWith(personal)).toEqual(['ownAddress', 'delivery']);
		const [proof] = (await listAudit(db, { kind: 'agent', id: lea.id })).filter(
			({ action }) => action === 'ownAddress.ask'
		);
		expect(proof?.detail).toMatchObject({ wording: ownAddressPrivacy });
	});

	it('stays hidden in what servers say, in doubtful letters and in what comes back', async () => {
		const id = await prepare();
		const own = await db
			.selectFrom('delivery')
			.select('id')
			.where('mailingId', '=', id)
			.where('isOwn', '=', 1)
			.executeTakeFirstOrThrow();
		await startMailing(db, operator, id, house());
		const set = (row: object) => db.updateTable('delivery').set(row).where('id', '=', own.id).execute();
		const response = `550 5.1.1 <${personal}>: Lea.Perso unknown`;
		await set({ state: 'uncertain', response });
		expect(await listDoubtful(db, operator, id)).toMatchObject([
			{ name: 'Lea Terrain', address: 'adresse personnelle', response: '550 5.1.1 <adresse personnelle>: … unknown' }
		]);
		await set({ state: 'failed', code: 550 });
		await judgeRefusals(db, secret);
		const to = `retours+${bounceToken(secret, own.id)}@essai.example`;
		const report = dsn({ to, recipient: personal, diagnostic: response });
		expect(await takeIn(db, report, 'essai', secret)).toMatchObject({ deliveryId: own.id });
		const kept = await db.selectFrom('bounceRaw').selectAll().execute();
		expect(kept.map(({ recipient, raw, sender }) => [recipient, raw, sender])).toEqual(
			Array(2).fill(['adresse personnelle', null, null])
		);
		expect(await tablesWith(personal)).toEqual(['ownAddress', 'delivery']);
		const told = await db.selectFrom('notice').selectAll().where('kind', '=', 'mailing').execute();
		expect(told.map(({ agentId, href }) => [agentId, href])).toEqual([[lea.id, '/compte#adresse']]);
		await db.deleteFrom('suppression').execute();
		await db.deleteFrom('notice').execute();
		await work();
	});

	it('receives notices when its owner ticked it, and is preferred to an address at work when he says so', async () => {
		const mailed = async (who: AgentActor) => {
			const sent: MailMessage[] = [];
			const keep = (message: MailMessage) => (sent.push(message), Promise.resolve({ messageId: '', response: '250' }));
			const draft = {
				kind: 'remark' as const,
				title: 'Une remarque',
				href: '/',
				subject: { kind: 'essai', id: who.id }
			};
			await act((tx) => notify(tx, { ...draft, agents: [who.id], key: crypto.randomUUID(), isUrgent: true }));
			await mailNotices(db, { settings: press.settings, transport: { goesTo: '', close: () => {}, send: keep } });
			return sent.map(({ to }) => to);
		};
		expect(await mailed(lea)).toEqual([]);
		await act((tx) => useOwnAddress(tx, lea, { forNotices: true, isPreferred: false }));
		expect(await mailed(lea)).toEqual([personal]);
		const { agentOfVille: melanie } = press.cast;
		await expect(give(melanie, 'Melanie@essai.example')).rejects.toThrow('déjà');
		await give(melanie, 'mel@maison.example', { forNotices: true });
		expect(await mailed(melanie)).toEqual(['melanie@essai.example']);
		await act((tx) => useOwnAddress(tx, melanie, { forNotices: true, isPreferred: true }));
		expect(await mailed(melanie)).toEqual(['mel@maison.example']);
		await act((tx) => withdrawOwnAddress(tx, melanie));
		expect(await mailed(melanie)).toEqual(['melanie@essai.example']);
	});

	it('shared by two agents and a resident, receives one letter; what is counted before is the same', async () => {
		await give(noe, personal);
		const asked = { publicationId: press.weekly.id, structureIds: [press.cast.ville.id] };
		await subscribeMany(db, asked, [personal]);
		const audience = await countAudience(db, press.weekly, secret);
		const lists = await countLists(db, press.weekly, secret, audience);
		expect(lists.reduce((sum, { people }) => sum + people, 0)).toBe(4);
		const before = receivedAt(personal).length;
		const { exclusions, candidates, excluded, counts } = await send(await prepare());
		expect(exclusions.duplicate).toBe(2);
		expect(audience.reduce((sum, each) => sum + (each.excluded.duplicate ?? 0), 0)).toBe(2);
		expect(counts.sent + excluded).toBe(candidates);
		expect(receivedAt(personal)).toHaveLength(before + 1);
		await act((tx) => withdrawOwnAddress(tx, noe));
		await db.deleteFrom('subscription').where('state', '=', 'active').execute();
		await db.deleteFrom('subscriber').where('agentId', 'is', null).execute();
	});

	it('is left like any other, by the link of the letter', async () => {
		const [letter] = receivedAt(personal);
		const link = letter!.email.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
		const owner = readSubscriberToken(secret, /desabonnement\/([\w-]+)/.exec(link)![1]!)!;
		await act((tx) => leave(tx, null, { ...owner, source: 'Lien de la lettre' }));
		expect((await send(await prepare())).exclusions).toMatchObject({ left: 1 });
		await act((tx) => subscribeAsAgent(tx, lea, press.weekly.id));
	});

	it('is erased everywhere at once when it is taken back, and what waited does not leave', async () => {
		const id = await prepare();
		await act(async (tx) => {
			await withdrawOwnAddress(tx, lea);
			await forgetOwnTraces(tx);
		});
		expect(await tablesWith(personal)).toEqual([]);
		const before = receivedAt(personal).length;
		expect((await send(id)).counts).toMatchObject({ skipped: 1, sent: 3 });
		expect(receivedAt(personal)).toHaveLength(before);
	});

	it('goes with the account, closed by hand or after a last day', async () => {
		await give(lea, personal);
		await give(noe, 'noe@maison.example');
		await prepare();
		await act((tx) => disableAccount(tx, operator, lea.id));
		expect(await tablesWith(personal)).toEqual(['delivery']);
		await act((tx) => recordDeparture(tx, operator, noe.id, '2026-11-30'));
		expect(await forgetOwnAddresses(db)).toBe(0);
		freezeClock('2026-12-01T09:00:00.000Z');
		expect(await forgetOwnAddresses(db)).toBe(1);
		await act((tx) => forgetOwnTraces(tx));
		expect(await tablesWith('maison.example')).toEqual([]);
	});
});
