import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTest } from '#editions/publications/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { openTransport } from '#platform/mail.server.ts';
import type { Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { makeDkim, openPostOffice } from '../support/postman.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

describe.each(engines)('tests of letters on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let press: Press;
	let cast: Cast;
	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		press = await openPress(db);
		({ cast } = press);
	});
	afterAll(async () => {
		await close();
		press.close();
	});

	it('sends a test that a real server receives whole, with its pictures inside, signed', async () => {
		const office = await openPostOffice();
		const { dkim, verify } = makeDkim('essai.example');
		const transport = openTransport({ smtpUrl: office.url, outboxDir: join(press.folder, 'outbox'), dkim });
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow, 'lead')], { title: 'L’été à l’hôtel' });
		const receipt = await sendTest(db, transport, issue, cast.ville, 'agent@essai.example', {
			...press.settings,
			store: press.store
		});
		transport.close();
		await office.close();
		expect(receipt.response).toMatch(/^250/);
		const [{ raw, email, to }] = office.received as [(typeof office.received)[number]];
		expect(to).toEqual(['agent@essai.example']);
		expect(email.subject).toBe(`[Essai] ${receipt.letter.subject}`);
		expect(email.text).toContain('Lire l’article');
		expect(email.html).toContain('<h1');
		const [picture] = email.attachments;
		expect(picture).toMatchObject({ mimeType: 'image/jpeg', disposition: 'inline', related: true });
		expect(email.html).toContain(`src="cid:${picture!.contentId!.slice(1, -1)}"`);
		expect(email.html).not.toMatch(/src="https?:/);
		expect((await sharp(Buffer.from(picture!.content as ArrayBuffer)).metadata()).format).toBe('jpeg');
		const text = raw.toString('latin1');
		expect(text.indexOf('text/plain')).toBeLessThan(text.indexOf('text/html'));
		expect(text.match(/Content-Transfer-Encoding: quoted-printable/g)).toHaveLength(2);
		expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
		const header = (key: string) => email.headers.find((each) => each.key === key)?.value;
		expect(email.from).toMatchObject({ address: 'unisson@essai.example', name: 'Ville de Brézanne' });
		expect(email.replyTo?.[0]?.address).toBe('unisson@essai.example');
		expect(header('list-id')).toBe(`<${press.weekly.slug}.ville.essai.example>`);
		expect(header('content-language')).toBe('fr');
		expect(header('auto-submitted')).toBe('auto-generated');
		expect(header('message-id')).toMatch(/^<essai\.[0-9a-f]{32}@essai\.example>$/);
		expect(email.html! + email.text!).not.toContain('{{');
		const { result, covers } = await verify(raw);
		expect(result).toBe('pass');
		expect(covers).toEqual(expect.arrayContaining(['from', 'subject', 'list-unsubscribe', 'list-id']));
	});

	it('writes a whole file into the outbox when there is no server, and refuses what cannot be sent', async () => {
		const outboxDir = join(press.folder, 'outbox');
		const transport = openTransport({ smtpUrl: undefined, outboxDir, dkim: undefined });
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow, 'summary')]);
		const send = (to: string, mailFrom = press.settings.mailFrom) =>
			sendTest(db, transport, issue, cast.agglo, to, { ...press.settings, mailFrom, store: press.store });
		const { response } = await send('agent@essai.example');
		expect(existsSync(response)).toBe(true);
		expect(readFileSync(response, 'latin1')).toMatch(/^Subject: /m);
		expect(readdirSync(outboxDir).filter((name) => name.endsWith('.part'))).toEqual([]);
		await expect(send('pas une adresse')).rejects.toThrow('n’est pas une adresse de courriel');
		await expect(send('a@b.example, c@d.example')).rejects.toBeInstanceOf(Invalid);
		await expect(send('agent@essai.example', '')).rejects.toThrow('MAIL_FROM');
	});

	it('says what the mail server refused', async () => {
		const office = await openPostOffice({ refuse: true });
		const transport = openTransport({ smtpUrl: office.url, outboxDir: press.folder, dkim: undefined });
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow, 'summary')]);
		const sent = sendTest(db, transport, issue, cast.ville, 'agent@essai.example', {
			...press.settings,
			store: press.store
		});
		await expect(sent).rejects.toThrow('Boîte inconnue');
		transport.close();
		await office.close();
	});
});
