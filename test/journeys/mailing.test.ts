import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	confirmDeliveries,
	createMailing,
	getMailing,
	listDeliveries,
	pauseMailing,
	resendDeliveries,
	sendMailings,
	startDueMailings,
	startMailing,
	stopMailing
} from '#distribution/mailings/index.server.ts';
import { leave, suppress } from '#distribution/subscribers/index.server.ts';
import { attestProof, changeIssue } from '#editions/publications/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { prepareMailing, secret, sendingSettings, subscribeMany, type Prepared } from '../support/mailing.ts';
import { articleBlock } from '../support/press.ts';
import { openPostOffice } from '../support/postman.ts';

describe.each(engines)('a mailing on %s', (engine) => {
	let fresh: Awaited<ReturnType<typeof freshDatabase>>;
	let prepared: Prepared;
	let office: Awaited<ReturnType<typeof openPostOffice>>;

	beforeEach(async () => {
		// A Thursday at eleven: nobody rests.
		freezeClock('2026-11-26T10:00:00.000Z');
		fresh = await freshDatabase(engine);
		office = await openPostOffice();
		prepared = await prepareMailing(fresh.url, { recipients: 12, isStarted: false });
	});
	afterEach(async () => {
		releaseClock();
		await office.close();
		await prepared.close();
		await fresh.close();
	});

	const send = () => sendMailings(prepared.db, { settings: sendingSettings(prepared, office.url), until: 'idle' });
	const report = () => getMailing(prepared.db, operator, prepared.mailingId);
	const start = () => startMailing(prepared.db, operator, prepared.mailingId, prepared.house);
	const inTx = <T>(work: Parameters<typeof prepared.db.transaction>[never] | ((tx: never) => Promise<T>)) =>
		prepared.db.transaction().execute(work as never) as Promise<T>;

	it('says who receives it and who does not, and why: all of them are one or the other', async () => {
		await start();
		await send();
		const { state, candidates, excluded, counts, exclusions } = await report();
		expect({ state, candidates, excluded, exclusions }).toEqual({
			...{ state: 'settling', candidates: 12, excluded: 0, exclusions: {} }
		});
		expect(counts).toMatchObject({ sent: 12, pending: 0, failed: 0 });
		expect(office.received.map(({ to }) => to[0]).sort()).toEqual([...prepared.addresses].sort());
	});

	it('gives each structure’s own letter; two letters of one differ by their links alone', async () => {
		await start();
		await send();
		const byVoice = Map.groupBy(office.received, ({ email }) => email.from?.address);
		expect(byVoice.size).toBe(1);
		const subjects = new Set(
			office.received.map(({ email }) => email.headers.find(({ key }) => key === 'list-id')?.value)
		);
		expect(subjects.size).toBe(2);
		for (const letters of Map.groupBy(
			office.received,
			({ email }) => email.headers.find(({ key }) => key === 'list-id')?.value
		).values()) {
			const bare = letters.map(({ email }) =>
				[email.subject, email.html, email.text]
					.join('\n')
					.replaceAll(/https:\/\/intranet\.essai\.example\/(desabonnement|abonnement)\/[\w-]+/g, '$1')
			);
			expect(new Set(bare).size).toBe(1);
			expect(letters[0]!.email.html).not.toMatch(/<img[^>]*(width|height)="1"/);
			expect(letters[0]!.email.html).not.toContain('4210');
		}
	});

	it('can be left by one click, as each letter says in its header', async () => {
		await start();
		await send();
		const [first] = office.received;
		const header = (name: string) => first!.email.headers.find(({ key }) => key === name)?.value;
		expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
		expect(header('list-unsubscribe')).toMatch(/^<https:\/\/intranet\.essai\.example\/desabonnement\/[\w-]{20,64}>$/);
		expect(first!.email.html).toContain(header('list-unsubscribe')!.slice(1, -1));
	});

	it('passes over who leaves while it waits in the queue', async () => {
		await start();
		const { items } = await listDeliveries(prepared.db, operator, prepared.mailingId);
		const row = await prepared.db
			.selectFrom('delivery')
			.select(['subscriberId', 'address'])
			.where('id', '=', items[3]!.id)
			.executeTakeFirstOrThrow();
		const publicationId = prepared.press.monthly.id;
		await inTx((tx) => leave(tx, null, { subscriberId: row.subscriberId, publicationId, source: 'essai' }));
		const other = items[5]!.address;
		await inTx((tx) => suppress(tx, operator, { address: other, scope: 'all', reason: 'hard' }, secret));
		await send();
		expect((await report()).counts).toMatchObject({ sent: 10, skipped: 2 });
		expect(office.received.flatMap(({ to }) => to)).not.toContain(row.address);
		expect(office.received.flatMap(({ to }) => to)).not.toContain(other);
	});

	it('does not leave when what was approved is not what would be said any more', async () => {
		await inTx((tx) => changeIssue(tx, operator, prepared.issueId, { title: 'Un autre titre' }));
		await expect(start()).rejects.toThrow(/BAT/);
		expect(await send()).toBe(0);
	});

	it('is one at a time for an issue, and a later one passes over those who received it', async () => {
		const create = () => createMailing(prepared.db, operator, prepared.issueId, {}, prepared.house);
		await expect(create()).rejects.toThrow(/déjà préparé/);
		await start();
		await send();
		await subscribeMany(
			prepared.db,
			{ publicationId: prepared.press.monthly.id, structureIds: [prepared.press.cast.ville.id] },
			['tardive@habitants.example']
		);
		const { id } = await create();
		const second = await getMailing(prepared.db, operator, id);
		expect([second.candidates, second.excluded, second.exclusions]).toEqual([13, 12, { already: 12 }]);
	});

	it('stops between two letters, goes on where it was, and ends for good when it is told to', async () => {
		await start();
		await inTx((tx) => pauseMailing(tx, operator, prepared.mailingId));
		expect(await send()).toBe(0);
		expect(await report()).toMatchObject({ state: 'paused', reason: 'Mis en pause à la main.' });
		await start();
		expect(await send()).toBe(12);
		await expect(inTx((tx) => stopMailing(tx, operator, prepared.mailingId))).rejects.toThrow(/terminé/);
	});

	it('once stopped, sends nothing more', async () => {
		await inTx((tx) => stopMailing(tx, operator, prepared.mailingId));
		expect(await send()).toBe(0);
		expect(await report()).toMatchObject({ state: 'cancelled', counts: { skipped: 12, pending: 0 } });
		await expect(start()).rejects.toThrow(/arrêté/);
	});

	it('leaves at its moment, and asks a person when the moment is long past', async () => {
		await startMailing(prepared.db, operator, prepared.mailingId, prepared.house, { at: '2026-11-26T14:00:00.000Z' });
		expect(await startDueMailings(prepared.db, prepared.house)).toBe(0);
		freezeClock('2026-11-26T17:00:00.000Z');
		await startDueMailings(prepared.db, prepared.house);
		expect(await report()).toMatchObject({
			state: 'paused',
			reason: expect.stringContaining('L’heure prévue est passée')
		});
		await start();
		expect(await send()).toBe(12);
	});

	it('keeps doubtful letters for a person, who sends them again or knows that they arrived', async () => {
		await start();
		await send();
		const [one, two] = (await listDeliveries(prepared.db, operator, prepared.mailingId)).items.map(({ id }) => id);
		await prepared.db.updateTable('delivery').set({ state: 'uncertain' }).where('id', 'in', [one!, two!]).execute();
		expect(await inTx((tx) => confirmDeliveries(tx, operator, prepared.mailingId, [one!]))).toBe(1);
		expect(await inTx((tx) => resendDeliveries(tx, operator, prepared.mailingId, [one!, two!]))).toBe(1);
		expect(await send()).toBe(1);
		// A new attempt is the same message, so that a mailbox shows it once.
		const ids = office.received.map(({ email }) => email.messageId);
		expect(ids).toHaveLength(13);
		expect(new Set(ids).size).toBe(12);
		expect(await report()).toMatchObject({ state: 'settling', counts: { sent: 12, uncertain: 0 } });
	});

	it('shared by two workers, gives nothing twice', async () => {
		await start();
		const settings = sendingSettings(prepared, office.url);
		const sent = await Promise.all([1, 2, 3].map(() => sendMailings(prepared.db, { settings, until: 'idle' })));
		expect(sent.reduce((sum, one) => sum + one, 0)).toBe(12);
		expect(new Set(office.received.map(({ to }) => to[0])).size).toBe(12);
		expect(office.received).toHaveLength(12);
	});

	it('waits for the end of an agent’s hours of rest, unless it is urgent', async () => {
		const { press, db, house } = prepared;
		const issueFor = async (isUrgent: boolean) => {
			const { id } = await press.issueOf(press.weekly, [articleBlock(press.snow, 'summary')]);
			await inTx((tx) => attestProof(tx, operator, id, house));
			const made = await createMailing(db, operator, id, { isUrgent }, house);
			await startMailing(db, operator, made.id, house);
			return made.id;
		};
		// A Friday at nine in the evening: nobody is written to before Monday at seven.
		freezeClock('2026-11-27T20:00:00.000Z');
		const [calm, urgent] = [await issueFor(false), await issueFor(true)];
		await send();
		expect((await getMailing(db, operator, urgent)).counts.sent).toBe(3);
		const waiting = await listDeliveries(db, operator, calm);
		expect(waiting.items.map(({ state, nextAt }) => [state, nextAt])).toEqual(
			Array.from({ length: 3 }, () => ['pending', '2026-11-30T06:00:00.000Z'])
		);
		freezeClock('2026-11-30T06:00:00.000Z');
		await send();
		expect(await getMailing(db, operator, calm)).toMatchObject({ state: 'settling', counts: { sent: 3 } });
	});
});
