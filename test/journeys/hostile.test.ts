import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMailbox } from '#distribution/bounces/mailbox.server.ts';
import { readReturns } from '#distribution/bounces/index.server.ts';
import { sendMailings } from '#distribution/mailings/index.server.ts';
import { addressKey } from '#distribution/subscribers/index.server.ts';
import type { Settings } from '#platform/config.server.ts';
import { engines, freshUrl } from '../support/databases.ts';
import { startDovecot } from '../support/dovecot.ts';
import { openHostileOffice } from '../support/hostile.ts';
import { prepareMailing, secret, sendingSettings, type Prepared } from '../support/mailing.ts';
import { startPostfix } from '../support/postfix.ts';
import type { Engine } from '#platform/database/index.server.ts';

/** A mailing that has started, to these addresses. */
async function mailingTo(engine: Engine, addresses: string[], policy: 'hold' | 'resend' = 'hold') {
	const { url, drop } = await freshUrl(engine);
	const prepared = await prepareMailing(url, { recipients: addresses.length, policy });
	const { db, mailingId } = prepared;
	const rows = await db.selectFrom('delivery').select(['id', 'address']).orderBy('address').execute();
	for (const [index, { id }] of rows.entries())
		await db.updateTable('delivery').set({ address: addresses[index]! }).where('id', '=', id).execute();
	const states = async () => {
		const kept = await db
			.selectFrom('delivery')
			.select(['address', 'state', 'bounce'])
			.where('mailingId', '=', mailingId)
			.execute();
		return Object.fromEntries(
			kept.map(({ address, state, bounce }) => [
				address.split('@')[0]!,
				bounce ? `${state}, ${bounce.split(' ')[0]}` : state
			])
		);
	};
	/** Letters that are to leave now, or are leaving. */
	const due = async () => {
		const kept = await db.selectFrom('delivery').select(['state', 'nextAt']).execute();
		return kept.filter(
			({ state, nextAt }) => state === 'sending' || (['pending', 'deferred'].includes(state) && nextAt === null)
		).length;
	};
	const stopped = async () => {
		const keys = new Map(addresses.map((address) => [addressKey(secret, address), address.split('@')[0]!]));
		const kept = await db.selectFrom('suppression').select('addressKey').execute();
		return kept.map((row) => keys.get(row.addressKey)).sort();
	};
	const close = async () => {
		await prepared.close();
		await drop();
	};
	return { ...prepared, states, due, stopped, close };
}

/** Sends until `holds`, and stops as a server that is asked to. */
async function sendUntil(
	{ db }: Pick<Prepared, 'db'>,
	settings: Settings,
	holds: () => Promise<boolean>
): Promise<void> {
	const stop = new AbortController();
	const sending = sendMailings(db, { settings, signal: stop.signal });
	try {
		for (let tries = 0; !(await holds()); tries += 1) {
			if (tries > 400) throw new Error('it does not come to that');
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	} finally {
		stop.abort();
		await sending;
	}
}

type Mailing = Awaited<ReturnType<typeof mailingTo>>;

/** Sends what is due now. */
const sendOnce = (mailing: Mailing, settings: Settings) =>
	sendUntil(mailing, settings, async () => (await mailing.due()) === 0);

/** The time comes for what was put off. */
async function later({ db }: Pick<Prepared, 'db'>): Promise<void> {
	await db.updateTable('delivery').set({ nextAt: null }).where('state', 'in', ['deferred', 'pending']).execute();
}

const settingsFor = (prepared: Prepared, smtpUrl: string, query = ''): Settings =>
	({
		...sendingSettings(prepared, smtpUrl),
		...{ smtpUrl: `${smtpUrl}?pool=2${query}`, bounceAddress: 'retours@boites.test', dataDir: prepared.press.folder }
	}) as unknown as Settings;

describe.each(engines)('a server of bad manners, on %s', (engine) => {
	const manners = ['sert', 'inconnu', 'plein', 'deborde', 'bloque', 'gris1', 'sourd', 'coupe', 'refuse', 'lent'];

	it('leaves each letter in the state that it deserves, and strikes off nobody but who does not exist', async () => {
		const office = await openHostileOffice();
		const mailing = await mailingTo(
			engine,
			manners.map((manner) => `${manner}@habitants.example`)
		);
		const settings = settingsFor(mailing, office.url, '&socketTimeout=1000');
		try {
			await sendOnce(mailing, settings);
			const common = {
				...{ sert: 'sent', lent: 'sent', inconnu: 'failed', bloque: 'failed', refuse: 'failed', deborde: 'failed' },
				...{ sourd: 'uncertain', coupe: 'uncertain' }
			};
			expect(await mailing.states()).toEqual({ ...common, gris1: 'deferred', plein: 'deferred' });
			for (let attempts = 1; attempts < 8; attempts += 1) {
				await later(mailing);
				await sendOnce(mailing, settings);
			}
			await readReturns(mailing.db, settings);
			expect(await mailing.states()).toEqual({
				...{ ...common, gris1: 'sent', inconnu: 'failed, hard', bloque: 'failed, policy', refuse: 'failed, policy' },
				...{ deborde: 'failed, soft', plein: 'failed, soft' }
			});
			expect(await mailing.stopped()).toEqual(['inconnu']);
			expect(office.taken.map(({ to }) => to.split('@')[0]).sort()).toEqual(['gris1', 'lent', 'sert']);
		} finally {
			await mailing.close();
			await office.close();
		}
	});

	it('that hangs up after the text is asked again under `resend`, and nobody is doubtful before the last attempt', async () => {
		const office = await openHostileOffice();
		const mailing = await mailingTo(engine, ['coupe@habitants.example', 'sert@habitants.example'], 'resend');
		const settings = settingsFor(mailing, office.url);
		try {
			await sendOnce(mailing, settings);
			expect(await mailing.states()).toEqual({ coupe: 'deferred', sert: 'sent' });
			for (let attempts = 1; attempts < 8; attempts += 1) {
				await later(mailing);
				await sendOnce(mailing, settings);
			}
			expect(await mailing.states()).toEqual({ coupe: 'uncertain', sert: 'sent' });
			expect([office.asked.get('coupe@habitants.example'), office.taken.length]).toEqual([8, 1]);
		} finally {
			await mailing.close();
			await office.close();
		}
	});

	it('that hangs, or hangs up, before it has the text loses nobody: the letter waits, and leaves when it is well', async () => {
		const [ill, well] = [await openHostileOffice(), await openHostileOffice()];
		const mailing = await mailingTo(engine, [
			'muet@habitants.example',
			'ferme@habitants.example',
			'sert@habitants.example'
		]);
		try {
			await sendOnce(mailing, settingsFor(mailing, ill.url, '&socketTimeout=500'));
			expect(await mailing.states()).toEqual({ muet: 'pending', ferme: 'pending', sert: 'sent' });
			expect(ill.taken).toHaveLength(1);
			for (const local of ['muet', 'ferme'])
				await mailing.db
					.updateTable('delivery')
					.set({ address: `gueri-${local}@habitants.example` })
					.where('address', 'like', `${local}@%`)
					.execute();
			await later(mailing);
			await sendOnce(mailing, settingsFor(mailing, well.url));
			expect(await mailing.states()).toEqual({ 'gueri-muet': 'sent', 'gueri-ferme': 'sent', sert: 'sent' });
		} finally {
			await mailing.close();
			await Promise.all([ill.close(), well.close()]);
		}
	});

	it.each([
		['closes instead of greeting', { greeting: 'closes' }],
		['refuses us at the door', { greeting: 'refuses' }],
		['refuses our password', { refusesAuth: true }]
	] as const)('that %s is given nothing, and loses nothing', async (_, manner) => {
		const office = await openHostileOffice(manner);
		// Somebody who says nothing is tried again for a while; somebody who says no is not.
		const isSilent = 'greeting' in manner && manner.greeting === 'closes';
		const mailing = await mailingTo(engine, ['un@habitants.example', 'deux@habitants.example']);
		try {
			await sendUntil(mailing, settingsFor(mailing, office.url), async () =>
				isSilent ? office.connections() > 2 : (await mailing.state()) === 'paused'
			);
			expect(await mailing.states()).toEqual({ un: 'pending', deux: 'pending' });
			expect(office.taken).toEqual([]);
		} finally {
			await mailing.close();
			await office.close();
		}
	});
});

/** Its processes and mailboxes belong to several users of the system, which only root may arrange. */
const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot).each(engines)('a real Postfix, on %s', (engine) => {
	it(
		'takes letters, puts one off, and sends back what nobody wants: each ends in its state',
		{ timeout: 60_000 },
		async () => {
			const postfix = await startPostfix('boites.test', ['jeanne', 'gris', 'retours']);
			const mailing = await mailingTo(
				engine,
				['jeanne', 'gris', 'personne', 'plein'].map((local) => `${local}@boites.test`)
			);
			const settings = settingsFor(mailing, postfix.url);
			try {
				await sendOnce(mailing, settings);
				expect(await mailing.states()).toMatchObject({ gris: 'deferred' });
				await later(mailing);
				await sendOnce(mailing, settings);
				await until(() => postfix.mails('retours').length === 2, postfix.log);
				mkdirSync(settings.dataDir, { recursive: true });
				symlinkSync(postfix.maildir('retours'), join(settings.dataDir, 'retours'));
				expect(await readReturns(mailing.db, settings)).toBe(2);
				expect(await mailing.states()).toEqual({
					...{ jeanne: 'sent', gris: 'sent', personne: 'bounced, hard', plein: 'sent, soft' }
				});
				expect(await mailing.stopped()).toEqual(['personne']);
				expect([postfix.mails('jeanne').length, postfix.mails('gris').length]).toEqual([1, 1]);
			} finally {
				await mailing.close();
				await postfix.close();
			}
		}
	);

	it('whose returns are read by IMAP, and put away', { timeout: 60_000 }, async () => {
		const postfix = await startPostfix('boites.test', ['retours']);
		const mailing = await mailingTo(engine, ['personne@boites.test', 'inconnue@boites.test']);
		const dovecot = await startDovecot(postfix.maildir('retours'));
		try {
			await sendOnce(mailing, settingsFor(mailing, postfix.url));
			await until(() => postfix.mails('retours').length === 2, postfix.log);
			expect(await readMailbox(mailing.db, dovecot.url, secret)).toBe(2);
			expect(await readMailbox(mailing.db, dovecot.url, secret)).toBe(0);
			expect(await mailing.states()).toEqual({ personne: 'bounced, hard', inconnue: 'bounced, hard' });
			expect(await mailing.stopped()).toEqual(['inconnue', 'personne']);
			expect(postfix.mails('retours')).toEqual([]);
		} finally {
			await dovecot.close();
			await mailing.close();
			await postfix.close();
		}
	});
});

/** Looks again and again until something holds; `log` explains why it does not. */
async function until(holds: () => boolean, log: () => string): Promise<void> {
	for (let tries = 0; !holds(); tries += 1) {
		if (tries > 300) throw new Error(log());
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
