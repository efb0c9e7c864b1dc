import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { splice, type SplicedSource } from './spliced.server.ts';

const paragraphs = '<p>L’été à Brézanne…  \n.une ligne qui commence par un point</p>\n'.repeat(40);
const source: SplicedSource = {
	from: { name: 'Ville de Brézanne', address: 'lettre@ville.example' },
	replyTo: 'com@ville.example',
	subject: 'Première neige : qui déneige quoi, et dans quel ordre, à toute heure du jour et de la nuit',
	text: 'Bonjour à toutes\n.\n..\nSe désabonner : {{unsubscribe}}\nMes préférences : {{preferences}}\n',
	html: `<html><body>.${paragraphs}<a href="{{unsubscribe}}">Se désabonner</a><a href="{{preferences}}">é</a></body></html>`,
	headers: { 'List-Id': '<lettre.ville.example>' },
	holes: ['{{unsubscribe}}', '{{preferences}}'],
	dkim: undefined
};
const long = `https://intranet.ville.example/desabonnement/${'.aZ9_-'.repeat(20)}?x=1`;
const own = {
	...{ to: 'personne@habitants.example', messageId: '1@ville.example', date: 'Thu, 26 Nov 2026 10:00:00 +0000' },
	...{ headers: { 'List-Unsubscribe': `<${long}>` }, fillings: [long, 'https://p.example/'] }
};

/** What a server keeps of what it was given (RFC 5321 §4.5.2). */
const kept = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replace(/^\.\./gm, '.'), 'latin1');
const filled = (text: string) => text.replace('{{unsubscribe}}', long).replace('{{preferences}}', 'https://p.example/');

describe('a letter encoded once', () => {
	it('is, for each recipient, the letter with its own links', async () => {
		const bytes = Buffer.concat(await (await splice(source)).for(own));
		const email = await PostalMime.parse(kept(bytes));
		expect(email.subject).toBe(source.subject);
		expect(email.from).toEqual({ name: 'Ville de Brézanne', address: 'lettre@ville.example' });
		expect(email.to).toEqual([{ name: '', address: 'personne@habitants.example' }]);
		expect(email.messageId).toBe('<1@ville.example>');
		expect(email.html?.trimEnd()).toBe(filled(source.html));
		expect(email.text?.trimEnd()).toBe(filled(source.text).trimEnd());
	});

	it('has no line of more than 76 signs in its parts, and none that a server would take for the end', async () => {
		const bytes = Buffer.concat(await (await splice(source)).for(own));
		const text = bytes.toString('latin1');
		const lines = text.slice(text.indexOf('\r\n\r\n')).split('\r\n');
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(77);
		expect(lines.filter((line) => /^\.(?!\.)/.test(line))).toEqual([]);
		expect(/[^\r]\n/.test(text)).toBe(false);
	});

	it('is signed for each recipient where there is a key, the links to leave included', async () => {
		const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
		const dkim = { domainName: 'ville.example', keySelector: 'lettre', privateKey: pem };
		const bytes = kept(Buffer.concat(await (await splice({ ...source, dkim })).for(own)));
		const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
		const { results } = await dkimVerify(bytes, { resolver: async () => [[record]] });
		expect(results.map(({ status }: { status: { result: string } }) => status.result)).toEqual(['pass']);
		expect(
			/^DKIM-Signature:[\s\S]*?h=[^;]*list-unsubscribe/im.test(bytes.toString('latin1').replace(/\r\n\s+/g, ''))
		).toBe(true);
	});
});
