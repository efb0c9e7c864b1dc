import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	countAgents,
	erasedAt,
	forgetDeliveries,
	getMailing,
	getSentLetter,
	listDoubtful,
	listSentLetters,
	listWaitingMailings,
	prepareMailing as prepareFromDesk,
	resendDeliveries,
	startMailing,
	stopMailing,
	urgencyOf,
	waitingOf
} from '#distribution/mailings/index.server.ts';
import { checkSender } from '#distribution/senders/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { prepareMailing, type Prepared } from '../support/mailing.ts';
import { openNames } from '../support/names.ts';

describe.each(engines)('a mailing as its desk sees it, on %s', (engine) => {
	let fresh: Awaited<ReturnType<typeof freshDatabase>>;
	let prepared: Prepared;

	beforeEach(async () => {
		freezeClock('2026-11-26T10:00:00.000Z');
		fresh = await freshDatabase(engine);
		prepared = await prepareMailing(fresh.url, { recipients: 6, isStarted: false });
	});
	afterEach(async () => {
		releaseClock();
		await prepared.close();
		await fresh.close();
	});

	const mark = (index: number, change: { state?: 'uncertain'; nextAt?: string; quiet?: string }) =>
		prepared.db.updateTable('delivery').set(change).where('address', '=', prepared.addresses[index]!).execute();

	it('says why it is urgent, or does not begin', async () => {
		const { db, house, issueId, mailingId, press } = prepared;
		await db.transaction().execute((tx) => stopMailing(tx, operator, mailingId));
		const ask = (reason: string, actor = press.cast.desk) =>
			prepareFromDesk(db, actor, issueId, { isUrgent: true, reason }, house);
		await expect(ask('  ')).rejects.toBeInstanceOf(Invalid);
		await expect(ask('Neige', press.cast.agentOfVille)).rejects.toBeInstanceOf(Forbidden);
		const { id, isUrgent } = await ask(' Neige cette nuit. ');
		expect([isUrgent, await urgencyOf(db, id), await urgencyOf(db, mailingId)]).toEqual([
			true,
			'Neige cette nuit.',
			''
		]);
	});

	it('shows the letters that were frozen, with links that change nothing', async () => {
		const { db, press, mailingId } = prepared;
		const letters = await listSentLetters(db, press.cast.desk, mailingId);
		expect(letters.map(({ recipients }) => recipients)).toEqual([3, 3]);
		const asked = { mailingId, structureId: press.cast.agglo.id };
		const { html, text } = await getSentLetter(db, press.cast.desk, asked, 'https://intranet.essai.example');
		expect(html).toContain('https://intranet.essai.example/desabonnement/essai');
		expect(html + text).not.toContain('{{');
		await expect(getSentLetter(db, press.cast.agentOfVille, asked, '')).rejects.toBeInstanceOf(NotFound);
	});

	it('waits for who may send it: ready, then with doubtful letters by name', async () => {
		const { db, press, mailingId } = prepared;
		const { desk, agentOfVille } = press.cast;
		expect((await listWaitingMailings(db, desk)).map(({ id }) => id)).toEqual([mailingId]);
		expect(await listWaitingMailings(db, agentOfVille)).toEqual([]);
		await mark(2, { state: 'uncertain' });
		await db.updateTable('mailing').set({ state: 'settling' }).where('id', '=', mailingId).execute();
		const doubtful = await listDoubtful(db, desk, mailingId);
		expect(doubtful).toMatchObject([{ address: prepared.addresses[2], name: null }]);
		expect(await listWaitingMailings(db, desk)).toHaveLength(1);
		const chosen = doubtful.map(({ id }) => id);
		await db.transaction().execute((tx) => resendDeliveries(tx, desk, mailingId, chosen));
		expect(await listWaitingMailings(db, desk)).toEqual([]);
	});

	it('tells who rests, and until when', async () => {
		const { db, mailingId } = prepared;
		expect(await waitingOf(db, mailingId)).toEqual({ resting: 0, next: null });
		await mark(0, { quiet: '20-7', nextAt: '2026-11-27T06:00:00.000Z' });
		await mark(1, { nextAt: '2026-11-26T10:05:00.000Z' });
		expect(await waitingOf(db, mailingId)).toEqual({ resting: 1, next: '2026-11-26T10:05:00.000Z' });
		expect([await countAgents(db, mailingId), await erasedAt(db, mailingId)]).toEqual([1, null]);
	});

	it('does not leave for the first time from a sender that would be badly received', async () => {
		const { db, house, mailingId, press } = prepared;
		const names = await openNames({});
		const settings = {
			...{ ...house, mailFrom: 'lettre@brezanne.fr', smtpUrl: 'smtp://smtp.relais.fr:587' },
			...{ dnsServer: names.server, senders: {}, dkim: undefined, bounceAddress: undefined, imapUrl: undefined }
		};
		await checkSender(db, operator, press.cast.ville, settings as unknown as Settings);
		await names.close();
		await expect(startMailing(db, operator, mailingId, settings)).rejects.toThrow(/premier envoi serait mal reçu/);
		expect(await prepared.state()).toBe('ready');
	});

	it('forgets who asks for it: nothing leaves for him, his address stays nowhere, the numbers do', async () => {
		const { db, mailingId } = prepared;
		const of = (address: string) =>
			db.selectFrom('delivery').selectAll().where('mailingId', '=', mailingId).where('address', '=', address).execute();
		const before = await getMailing(db, operator, mailingId);
		await db
			.updateTable('delivery')
			.set({ state: 'sent', response: '250 OK personne1@habitants.example' })
			.where('address', '=', prepared.addresses[1]!)
			.execute();
		const [[waiting], [sent]] = [await of(prepared.addresses[0]!), await of(prepared.addresses[1]!)];
		await db.transaction().execute(async (tx) => {
			for (const { subscriberId } of [waiting!, sent!]) await forgetDeliveries(tx, subscriberId);
		});
		const left = await db.selectFrom('delivery').selectAll().where('mailingId', '=', mailingId).execute();
		const text = JSON.stringify(left);
		expect([text.includes(prepared.addresses[0]!), text.includes(prepared.addresses[1]!)]).toEqual([false, false]);
		expect(left.filter(({ state }) => state === 'skipped').map(({ id }) => id)).toEqual([waiting!.id]);
		const after = await getMailing(db, operator, mailingId);
		expect(after.candidates).toBe(before.candidates);
		expect([after.counts.sent, after.counts.skipped, after.counts.pending]).toEqual([1, 1, 4]);
	});
});
