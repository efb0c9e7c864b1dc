import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emlOf, sendTest, sendTests } from '#editions/publications/index.server.ts';
import { outlookHtml } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { setCircuit } from '#foundation/validation/index.server.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
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

	it('sends every voice to oneself and to those who give the proof, and gives it as a file and as HTML to paste', async () => {
		const office = await openPostOffice();
		const transport = openTransport({ smtpUrl: office.url, outboxDir: join(press.folder, 'outbox'), dkim: undefined });
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow, 'lead')]);
		const settings = { ...press.settings, store: press.store };
		const tests = (to: 'me' | 'group') => sendTests(db, transport, cast.desk, issue.id, to, settings);
		await expect(tests('group')).rejects.toBeInstanceOf(Conflict);
		const approver = { label: 'BAT', approver: { kind: 'agent' as const, agentId: cast.agentOfVille.id } };
		const circuit = { structureId: cast.ville.id, sectionId: null, kind: 'issue' };
		await db
			.transaction()
			.execute((tx) =>
				setCircuit(tx, operator, { ...circuit, steps: [{ ...approver, substituteId: null, dueHours: 24 }] })
			);
		const receipts = [...(await tests('me')), ...(await tests('group'))];
		transport.close();
		await office.close();
		expect(receipts.map(({ to, isSent }) => [to, isSent])).toEqual([
			...Array.from({ length: 2 }, () => ['maud@essai.example', true]),
			...Array.from({ length: 2 }, () => ['melanie@essai.example', true])
		]);
		expect(office.received.map(({ email }) => email.from?.name).sort()).toEqual(
			['Brézanne Val d’Ormelle Agglo', 'Ville de Brézanne'].flatMap((name) => [name, name])
		);
		const { name, bytes } = await emlOf(db, cast.desk, issue.id, cast.ville, settings);
		expect(name).toBe(`l-infolettre-du-jeudi-${issue.number}-ville.eml`);
		expect(bytes.toString('latin1')).toMatch(/^X-Unsent: 1$/m);
		await expect(emlOf(db, cast.agentOfVille, issue.id, cast.ville, settings)).rejects.toBeInstanceOf(NotFound);
		const pasted = outlookHtml((await press.compile(issue)).ville);
		expect(pasted).toContain('Première neige');
		expect(pasted).not.toMatch(/<!--|\[if|<head|<style|\{\{|désabonner/);
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
