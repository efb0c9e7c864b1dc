import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type Received = { raw: Buffer; email: Email; from: string; to: string[] };

/** A real SMTP server on a free port that keeps what it is given. `refuse` makes it answer 550 to recipients. */
export async function openPostOffice({ refuse = false } = {}): Promise<{
	url: string;
	received: Received[];
	close(): Promise<void>;
}> {
	const received: Received[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo: (_address, _session, done) =>
			done(refuse ? Object.assign(new Error('Boîte inconnue'), { responseCode: 550 }) : null),
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', async () => {
				const raw = Buffer.concat(chunks);
				const { mailFrom, rcptTo } = session.envelope;
				const from = mailFrom ? mailFrom.address : '';
				received.push({ raw, email: await PostalMime.parse(raw), from, to: rcptTo.map(({ address }) => address) });
				done();
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as { port: number };
	return {
		url: `smtp://127.0.0.1:${port}`,
		received,
		close: () => new Promise((resolve) => server.close(() => resolve()))
	};
}

/** A key to sign with, and the DNS that answers for it. */
export function makeDkim(domainName: string) {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const dkim = {
		domainName,
		keySelector: 'essai',
		privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
	};
	const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
	const resolver = async (name: string, type: string): Promise<string[][]> => {
		if (name === `essai._domainkey.${domainName}` && type === 'TXT') return [[`v=DKIM1; k=rsa; p=${key}`]];
		throw Object.assign(new Error(`no ${type} of ${name}`), { code: 'ENOTFOUND' });
	};
	return {
		dkim,
		/** What a receiver concludes: "pass" or why not, and which headers the signature covers. */
		async verify(raw: Buffer): Promise<{ result: string; covers: string[] }> {
			const { results } = await dkimVerify(raw, { resolver });
			const [first] = results;
			return {
				result: first?.status.result ?? 'none',
				covers: (first?.signingHeaders?.keys ?? '').toLowerCase().split(/[:,]\s*/)
			};
		}
	};
}
