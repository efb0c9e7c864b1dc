import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	checkSender,
	checkSenders,
	refuseUnhealthySenders,
	senderFindings,
	senderHealth
} from '#distribution/senders/index.server.ts';
import type { CheckCode } from '#distribution/senders/sender.ts';
import { operator } from '#foundation/accounts/index.ts';
import { changeIdentity, getStructure } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Conflict, Forbidden } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import { gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { createTitle, sentMailing } from '../support/sent.ts';
import { openNames, type Zone } from '../support/names.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const dkim = {
	domainName: 'brezanne.fr',
	keySelector: 'lettre',
	privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
};

/** Everything as it should be: letters leave by 192.0.2.10, from `brezanne.fr`, and come back to `lettre.brezanne.fr`. */
const sound = (): Zone => ({
	'brezanne.fr': { txt: ['v=spf1 -all', 'autre=chose'], mx: ['mx.brezanne.fr'] },
	'lettre.brezanne.fr': { txt: ['v=spf1 include:spf.relais.fr -all'], mx: ['mx.brezanne.fr'] },
	'spf.relais.fr': { txt: ['v=spf1 ip4:192.0.2.0/28 ~all'] },
	'lettre._domainkey.brezanne.fr': { txt: [`v=DKIM1; k=rsa; p=${key}`] },
	'_dmarc.brezanne.fr': { txt: ['v=DMARC1; p=quarantine; rua=mailto:dmarc@brezanne.fr'] },
	'smtp.relais.fr': { a: ['192.0.2.10'] },
	'10.2.0.192.in-addr.arpa': { ptr: ['sortie.relais.fr'] },
	'sortie.relais.fr': { a: ['192.0.2.10'] }
});

describe.each(engines)('the health of a sender on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let ville: Structure;
	let names: Awaited<ReturnType<typeof openNames>>;
	let settings: Settings;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		names = await openNames({});
		await db.transaction().execute((tx) =>
			changeIdentity(tx, operator, cast.ville.id, {
				...cast.ville.identity,
				sender: { name: 'Ville de Brézanne', address: 'lettre@brezanne.fr', replyTo: '' }
			})
		);
		ville = await getStructure(db, 'ville');
	});
	beforeEach(() => {
		for (const name of Object.keys(names.zone)) delete names.zone[name];
		Object.assign(names.zone, sound());
		settings = {
			...{ smtpUrl: 'smtp://smtp.relais.fr:587', dkim, bounceAddress: 'retours@lettre.brezanne.fr' },
			...{ imapUrl: undefined, senders: {}, mailFrom: undefined, dnsServer: names.server },
			origin: 'https://intranet.brezanne.fr'
		} as unknown as Settings;
	});
	afterAll(async () => {
		releaseClock();
		await names.close();
		await close();
	});

	const look = async () => {
		const { checks } = await checkSender(db, operator, ville, settings);
		return (code: CheckCode) => checks.find((one) => one.code === code)!;
	};

	it('is good when everything is published', async () => {
		const { checks, providers } = await checkSender(db, operator, ville, settings);
		expect(checks.map(({ code, verdict }) => `${code} ${verdict}`)).toEqual([
			...['spf good', 'dkim good', 'alignment good', 'dmarc good', 'mx good', 'returns good', 'ptr good']
		]);
		expect(providers.every(({ isMet }) => isMet)).toBe(true);
		expect(await senderFindings(db, ville, settings)).toEqual([]);
	});

	it.each<[string, Zone, CheckCode, string, string | null]>([
		['no SPF', { 'lettre.brezanne.fr': { mx: ['mx.brezanne.fr'] } }, 'spf', 'bad', 'v=spf1 ip4:192.0.2.10 -all'],
		['an SPF open to all', { 'lettre.brezanne.fr': { txt: ['v=spf1 mx +all'] } }, 'spf', 'bad', 'v=spf1 mx -all'],
		['two SPF', { 'lettre.brezanne.fr': { txt: ['v=spf1 -all', 'v=spf1 mx -all'] } }, 'spf', 'bad', null],
		[
			'an SPF without our relay',
			{ 'lettre.brezanne.fr': { txt: ['v=spf1 ip4:198.51.100.1 ~all'] } },
			...(['spf', 'warn', 'v=spf1 ip4:198.51.100.1 ip4:192.0.2.10 ~all'] as const)
		],
		[
			'an SPF of eleven questions',
			{ 'lettre.brezanne.fr': { txt: [`v=spf1 ${'a:x.relais.fr '.repeat(11)}-all`] } },
			...(['spf', 'bad', null] as const)
		],
		['no DKIM', { 'lettre._domainkey.brezanne.fr': {} }, 'dkim', 'bad', `v=DKIM1; k=rsa; p=${key}`],
		[
			'a revoked DKIM',
			{ 'lettre._domainkey.brezanne.fr': { txt: ['v=DKIM1; p='] } },
			'dkim',
			'bad',
			`v=DKIM1; k=rsa; p=${key}`
		],
		[
			'the DKIM of another',
			{ 'lettre._domainkey.brezanne.fr': { txt: ['v=DKIM1; p=AAAA'] } },
			'dkim',
			'bad',
			`v=DKIM1; k=rsa; p=${key}`
		],
		['no DMARC', { '_dmarc.brezanne.fr': {} }, 'dmarc', 'bad', 'v=DMARC1; p=quarantine; rua=mailto:dmarc@brezanne.fr'],
		[
			'a DMARC that protects nothing',
			{ '_dmarc.brezanne.fr': { txt: ['v=DMARC1; p=none'] } },
			'dmarc',
			'warn',
			'v=DMARC1; p=quarantine; rua=mailto:dmarc@brezanne.fr'
		],
		[
			'a DMARC that wants one name',
			{ '_dmarc.brezanne.fr': { txt: ['v=DMARC1; p=reject; aspf=s'] } },
			'alignment',
			'warn',
			null
		],
		['no place for replies', { 'brezanne.fr': {} }, 'mx', 'bad', '10 SERVEUR-DE-MESSAGERIE'],
		[
			'replies outside the Union',
			{ 'brezanne.fr': { mx: ['brezanne-fr.mail.protection.outlook.com'] } },
			'mx',
			'warn',
			null
		],
		['an address without a name', { '10.2.0.192.in-addr.arpa': {} }, 'ptr', 'warn', null],
		['a name that leads elsewhere', { 'sortie.relais.fr': { a: ['192.0.2.99'] } }, 'ptr', 'warn', null]
	])('sees %s, and says what to publish', async (_, zone, code, verdict, publish) => {
		Object.assign(names.zone, zone);
		const check = (await look())(code);
		expect([check.verdict, check.publish?.value ?? null]).toEqual([verdict, publish]);
		expect(check.message).toMatch(/[.]$/);
	});

	it('is unknown, and never bad, while nobody answers', async () => {
		names.zone['lettre.brezanne.fr'] = null;
		expect((await look())('spf').verdict).toBe('unknown');
	});

	it('does not let a structure write from the domain of another', async () => {
		settings = {
			...settings,
			bounceAddress: 'retours@valdormelle.fr',
			dkim: { ...dkim, domainName: 'valdormelle.fr' }
		};
		expect((await look())('alignment')).toMatchObject({
			verdict: 'bad',
			message: expect.stringContaining('brezanne.fr')
		});
	});

	it('blocks a first sending and warns afterwards; a domain on trial and an outbox are left alone', async () => {
		names.zone['_dmarc.brezanne.fr'] = {};
		await look();
		const [first] = await senderFindings(db, ville, settings);
		expect(first).toMatchObject({ level: 'blocks', message: expect.stringContaining('DMARC') });
		await expect(refuseUnhealthySenders(db, [cast.agglo, ville], settings)).rejects.toThrow(/premier envoi.*DMARC/);
		await refuseUnhealthySenders(db, [cast.agglo, ville], {});
		await sentMailing(db, cast, await createTitle(db, cast), [{ address: 'a@b.fr' }]);
		expect((await senderFindings(db, ville, settings)).map(({ level }) => level)).toEqual(['warns']);
		await refuseUnhealthySenders(db, [cast.agglo, ville], settings);
		expect(await senderFindings(db, ville, { ...settings, smtpUrl: undefined })).toEqual([]);
		const demo = {
			...ville,
			identity: { ...ville.identity, sender: { ...ville.identity.sender, address: 'a@ville.example' } }
		};
		expect(await senderFindings(db, demo, settings)).toEqual([]);
		await expect(checkSender(db, operator, demo, settings)).rejects.toThrow(Conflict);
		await expect(checkSender(db, cast.desk, ville, settings)).rejects.toThrow(Forbidden);
	});

	it('is looked at once a day, and at once when its settings change', async () => {
		await db.deleteFrom('senderCheck').execute();
		freezeClock('2026-11-26T06:00:00.000Z');
		expect(await checkSenders(db, settings)).toBe(1);
		expect(await checkSenders(db, settings)).toBe(0);
		freezeClock('2026-11-27T06:00:00.000Z');
		expect(await checkSenders(db, settings)).toBe(1);
		const moved = { ...settings, bounceAddress: 'retours@brezanne.fr' };
		expect((await senderHealth(db, ville, moved)).checkedAt).toBeNull();
		expect(await checkSenders(db, moved)).toBe(1);
		expect((await senderHealth(db, ville, moved)).checkedAt).toBe('2026-11-27T06:00:00.000Z');
	});
});
