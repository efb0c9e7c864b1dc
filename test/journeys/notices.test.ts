import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	countWaiting,
	listNotices,
	mailNotices,
	notify,
	openNotice,
	readAllNotices,
	setNoticePreference,
	settleNotices
} from '#foundation/notices/index.server.ts';
import { usualPreference, type NoticeDraft } from '#foundation/notices/index.ts';
import { disableAccount } from '#foundation/accounts/index.server.ts';
import { operator, type AgentActor } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { openTransport, type MailMessage, type MailTransport } from '#platform/mail.server.ts';
import { gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { openPostOffice } from '../support/postman.ts';

const tuesday = (time: string) => `2026-11-24T${time}:00.000Z`;

describe.each(engines)('notices on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let serial = 0;
	const folder = mkdtempSync(join(tmpdir(), 'unisson-notices-'));
	const settings = { origin: 'https://intranet.example', dataDir: folder, mailFrom: 'unisson@essai.example' };
	const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);

	beforeAll(async () => {
		freezeClock(tuesday('06:30'));
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
	});
	afterEach(async () => {
		await db.deleteFrom('notice').execute();
		await db.deleteFrom('noticePreference').execute();
	});
	afterAll(async () => {
		releaseClock();
		await close();
		rmSync(folder, { recursive: true });
	});

	const tell = (to: AgentActor, title: string, more: Partial<NoticeDraft> = {}) =>
		inTx((tx) =>
			notify(tx, {
				...{ agents: [to.id], key: `essai:${serial++}`, kind: 'remark', title, href: '/redaction' },
				subject: { kind: 'article', id: 'neige' },
				...more
			})
		);
	/** What leaves at an instant, in the order in which it was sent. */
	const round = async (at: string, send?: MailTransport['send']): Promise<MailMessage[]> => {
		freezeClock(at);
		const sent: MailMessage[] = [];
		const keep = (message: MailMessage) => {
			sent.push(message);
			return Promise.resolve({ messageId: message.messageId, response: '250' });
		};
		await mailNotices(db, { settings, transport: { goesTo: 'test', close: () => {}, send: send ?? keep } });
		return sent;
	};

	it('go in one mail a person, once each, at most once an hour', async () => {
		freezeClock(tuesday('09:00'));
		await tell(cast.desk, 'Une remarque sur « Neige »');
		await tell(cast.desk, '« Eau » est validé', { kind: 'decided' });
		await tell(cast.agentOfVille, 'Vous êtes inscrite', { kind: 'registration' });
		expect(await round(tuesday('09:04'))).toEqual([]);
		const mails = await round(tuesday('09:05'));
		expect(mails.map(({ to }) => to).sort()).toEqual(['maud@essai.example', 'melanie@essai.example']);
		const own = mails.find(({ to }) => to.startsWith('maud'))!;
		expect(own.subject).toBe('2\u00a0avis vous attendent');
		for (const words of ['Une remarque sur', 'est validé', 'https://intranet.example/notifications/'])
			expect([own.text, own.html].map((part) => part.includes(words))).toEqual([true, true]);
		expect(own.headers['Auto-Submitted']).toBe('auto-generated');
		await tell(cast.desk, 'Une autre remarque');
		expect(await round(tuesday('10:04'))).toEqual([]);
		expect(await round(tuesday('10:05'))).toMatchObject([{ subject: 'Une autre remarque' }]);
		expect(await round(tuesday('15:00'))).toEqual([]);
	});

	it('arrive through a real server, with their text', async () => {
		freezeClock(tuesday('09:00'));
		await tell(cast.desk, 'Une remarque');
		const office = await openPostOffice();
		const transport = openTransport({ smtpUrl: office.url, outboxDir: folder, dkim: undefined });
		await round(tuesday('09:10'), transport.send);
		transport.close();
		await office.close();
		expect(office.received).toMatchObject([{ to: ['maud@essai.example'], email: { subject: 'Une remarque' } }]);
		expect(office.received[0]!.email.text).toContain('Tous vos avis');
	});

	it('are not mailed when they were read, settled, asked by mails of their own, or not wished', async () => {
		freezeClock(tuesday('09:00'));
		await tell(cast.desk, 'Lu');
		await tell(cast.desk, 'Réglé', { kind: 'request', subject: { kind: 'request', id: '1' } });
		await tell(cast.desk, 'À valider', { kind: 'decide' });
		await tell(cast.agentOfVille, 'Jamais');
		const { items } = await listNotices(db, cast.desk.id);
		await inTx((tx) => openNotice(tx, cast.desk, items.find(({ title }) => title === 'Lu')!.id));
		await inTx((tx) => settleNotices(tx, { kind: 'request', id: '1' }, 'request'));
		await inTx((tx) => setNoticePreference(tx, cast.agentOfVille, { ...usualPreference, mail: 'never' }));
		expect(await round(tuesday('10:00'))).toEqual([]);
	});

	it('wait for the end of the night, of the week-end and of Christmas, also where the hour changes', async () => {
		const waits = async (told: string, quiet: string[], due: string) => {
			await db.deleteFrom('notice').execute();
			freezeClock(told);
			await tell(cast.desk, 'Pendant le repos');
			for (const at of quiet) expect([at, await round(at)]).toEqual([at, []]);
			expect(await round(due)).toHaveLength(1);
		};
		await waits(tuesday('19:30'), [tuesday('19:40'), '2026-11-25T05:59:00.000Z'], '2026-11-25T06:00:00.000Z');
		await waits(
			'2026-12-24T20:00:00.000Z',
			['2026-12-25T10:00:00.000Z', '2026-12-27T10:00:00.000Z'],
			'2026-12-28T06:00:00.000Z'
		);
		// Winter time ends in the night to Sunday 28 March 2027, and Easter Monday follows: 7:00 is then 5:00 UTC.
		await waits(
			'2027-03-27T09:00:00.000Z',
			['2027-03-28T08:00:00.000Z', '2027-03-29T08:00:00.000Z', '2027-03-30T04:59:00.000Z'],
			'2027-03-30T05:00:00.000Z'
		);
		await waits(
			'2026-10-23T18:30:00.000Z',
			['2026-10-25T08:00:00.000Z', '2026-10-26T05:30:00.000Z'],
			'2026-10-26T06:00:00.000Z'
		);
	});

	it('go at once when they are urgent, and the audit keeps that the rest was disturbed', async () => {
		freezeClock('2026-11-22T02:00:00.000Z');
		await tell(cast.desk, 'Alerte : crue de l’Ormelle', { isUrgent: true });
		expect(await round('2026-11-22T02:00:20.000Z')).toMatchObject([{ subject: 'Alerte\u00a0: crue de l’Ormelle' }]);
		const [last] = await listAudit(db, { kind: 'agent', id: cast.desk.id }, 1);
		expect(last).toMatchObject({ action: 'notice.mailInQuietHours' });
	});

	it('wait for the day of the week that one chose, without what was read, and are not repeated the week after', async () => {
		const choose = (more: object) =>
			inTx((tx) => setNoticePreference(tx, cast.desk, { ...usualPreference, mail: 'weekly', weekday: 4, ...more }));
		await expect(choose({ hour: 6 })).rejects.toMatchObject({ fields: { hour: expect.stringContaining('silence') } });
		await expect(choose({ weekday: 6 })).rejects.toMatchObject({ fields: { weekday: expect.anything() } });
		await choose({ hour: 9 });
		freezeClock('2026-11-20T10:00:00.000Z');
		await tell(cast.desk, 'Lu dans la semaine');
		await tell(cast.desk, 'Resté à lire');
		const { items } = await listNotices(db, cast.desk.id);
		await inTx((tx) => openNotice(tx, cast.desk, items.find(({ title }) => title.startsWith('Lu'))!.id));
		for (const at of [tuesday('10:00'), '2026-11-26T07:59:00.000Z']) expect(await round(at)).toEqual([]);
		expect(await round('2026-11-26T08:00:00.000Z')).toMatchObject([{ subject: 'Resté à lire' }]);
		await tell(cast.desk, 'De la semaine suivante');
		expect(await round('2026-11-27T10:00:00.000Z')).toEqual([]);
		await tell(cast.desk, 'Alerte', { isUrgent: true });
		// What is urgent takes with it what waited.
		const [alert] = await round('2026-11-28T23:00:00.000Z');
		expect(alert!.text).toContain('De la semaine suivante');
		expect(await round('2026-12-03T09:00:00.000Z')).toEqual([]);
	});

	it('never go twice, whatever the mail server says or does not say', async () => {
		const fails = (error: object) => () => Promise.reject(Object.assign(new Error('refusé'), error));
		freezeClock(tuesday('08:00'));
		await tell(cast.desk, 'Refus passager');
		await round(tuesday('08:10'), fails({ responseCode: 451, command: 'RCPT TO' }));
		expect(await round(tuesday('08:10'))).toEqual([]);
		expect(await round(tuesday('08:12'))).toHaveLength(1);
		await tell(cast.agentOfVille, 'Silence après le message');
		await round(tuesday('09:30'), fails({ code: 'ETIMEDOUT', command: 'DATA' }));
		expect(await round(tuesday('16:00'))).toEqual([]);
		expect(await countWaiting(db, cast.agentOfVille.id)).toMatchObject({ unread: 1 });
	});

	it('go once when two processes do the same duty', async () => {
		freezeClock(tuesday('09:00'));
		await tell(cast.desk, 'Une seule fois');
		const both = await Promise.all([round(tuesday('12:00')), round(tuesday('12:00'))]);
		expect(both.flat()).toHaveLength(1);
	});

	it('are read by being opened, but for what asks for an answer, and by their owner alone', async () => {
		await tell(cast.desk, 'Une remarque', { href: '/redaction/articles/neige' });
		await tell(cast.desk, 'À lire', { kind: 'acknowledge' });
		const { items } = await listNotices(db, cast.desk.id);
		const [asked, remark] = ['À lire', 'Une remarque'].map((title) => items.find((one) => one.title === title)!.id);
		expect(await inTx((tx) => openNotice(tx, cast.desk, remark!))).toBe('/redaction/articles/neige');
		await inTx((tx) => openNotice(tx, cast.desk, asked!));
		expect(await countWaiting(db, cast.desk.id)).toEqual({ unread: 1, acknowledgements: 1 });
		expect((await listNotices(db, cast.desk.id)).items.map(({ id }) => id)).toEqual([asked, remark]);
		await inTx((tx) => readAllNotices(tx, cast.desk));
		expect(await countWaiting(db, cast.desk.id)).toMatchObject({ unread: 1 });
		await expect(inTx((tx) => openNotice(tx, cast.agentOfVille, remark!))).rejects.toThrow(NotFound);
		const wrong = { ...usualPreference, quietFrom: 24 };
		await expect(inTx((tx) => setNoticePreference(tx, cast.desk, wrong))).rejects.toThrow(Invalid);
	});

	it('are mailed to no closed account', async () => {
		freezeClock(tuesday('09:00'));
		await tell(cast.agentOfAgglo, 'Parti');
		await inTx((tx) => disableAccount(tx, operator, cast.agentOfAgglo.id));
		expect(await round(tuesday('12:00'))).toEqual([]);
	});
});
