import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { newId } from '#kernel/ids.ts';
import { slugify } from '#kernel/text.ts';
import { now } from './clock.ts';
import type { Settings } from './config.server.ts';
import { log } from './log.server.ts';

export type MailAddress = { name: string; address: string };

/** A picture that travels inside the message; the HTML names it as `cid:CID`. */
export type Attachment = { cid: string; filename: string; contentType: string; content: Buffer };

/** One message to one address. `html` comes with its text, never alone. */
export type MailMessage = {
	from: MailAddress;
	to: string;
	replyTo: string;
	subject: string;
	text: string;
	html: string;
	/** Without angle brackets. */
	messageId: string;
	/** Others than those above, by name. */
	headers: Record<string, string>;
	pictures: Attachment[];
};

/** What the server answered, or where the file was put. */
export type Receipt = { messageId: string; response: string };

/** How mail leaves the house. */
export type MailTransport = {
	/** Throws what the server refused, in its own words. */
	send(message: MailMessage): Promise<Receipt>;
	/** Where messages go, for a log or a screen: `smtp` or the folder. */
	goesTo: string;
	close(): void;
};

export type MailSettings = Pick<Settings, 'smtpUrl' | 'outboxDir' | 'dkim'>;

/**
 * The way out: a pool of SMTP connections when `SMTP_URL` is set, otherwise complete `.eml` files in the outbox.
 * Both sign with DKIM when a key is set. Opens no connection before the first message.
 */
export function openTransport(settings: MailSettings): MailTransport {
	return settings.smtpUrl ? smtp(settings.smtpUrl, settings) : outbox(settings.outboxDir, settings);
}

function smtp(url: string, settings: MailSettings): MailTransport {
	const mailer = createTransport({ url, pool: true, maxConnections: 4, maxMessages: 100, ...signing(settings) });
	return {
		goesTo: 'smtp',
		async send(message) {
			const { messageId, response } = await mailer.sendMail(composed(message));
			log.info({ messageId, response }, 'mail sent');
			return { messageId: bare(messageId), response };
		},
		close: () => mailer.close()
	};
}

/** Files are written under another name first, so that whoever watches the folder never reads half a message. */
function outbox(folder: string, settings: MailSettings): MailTransport {
	const mailer = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...signing(settings) });
	return {
		goesTo: folder,
		async send(message) {
			const { message: bytes } = (await mailer.sendMail(composed(message))) as unknown as { message: Buffer };
			await mkdir(folder, { recursive: true });
			const stamp = now().replace(/[:.]/g, '-');
			const name = `${stamp}-${slugify(message.subject).slice(0, 60)}-${newId().slice(-6)}.eml`;
			const draft = join(folder, `.${name}.part`);
			await writeFile(draft, bytes, { mode: 0o600 });
			await rename(draft, join(folder, name));
			return { messageId: message.messageId, response: join(folder, name) };
		},
		close: () => mailer.close()
	};
}

/** RFC 8058 §4 asks that the signature covers both unsubscribe headers; the library's own list has only the first. */
export const signedHeaders = [
	'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding',
	'Content-Language:In-Reply-To:References:List-Id:List-Unsubscribe:List-Unsubscribe-Post:Feedback-ID:Auto-Submitted'
].join(':');

const signing = ({ dkim }: MailSettings) => (dkim ? { dkim: { ...dkim, headerFieldNames: signedHeaders } } : {});

/** The text comes first and the HTML last, as RFC 2046 §5.1.4 orders alternatives; no line can grow past 76 signs. */
function composed(message: MailMessage): SendMailOptions {
	return {
		from: message.from,
		to: message.to,
		replyTo: message.replyTo,
		subject: message.subject,
		messageId: `<${message.messageId}>`,
		date: new Date(now()),
		headers: message.headers,
		text: message.text,
		html: message.html,
		textEncoding: 'quoted-printable',
		encoding: 'quoted-printable',
		attachments: message.pictures.map((picture) => ({ ...picture, contentDisposition: 'inline' as const })),
		disableFileAccess: true,
		disableUrlAccess: true
	};
}

/** A message as the file that a mail program opens: RFC 5322, ended lines included. Never sent, never signed. */
export async function emlOf(message: MailMessage): Promise<Buffer> {
	const mailer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
	const { message: bytes } = (await mailer.sendMail(composed(message))) as unknown as { message: Buffer };
	return bytes;
}

const bare = (messageId: string): string => messageId.replace(/^<|>$/g, '');

/** Whether a text is one plain address (`local@domain.tld`), without a name or a second one. */
export const isAddress = (text: string): boolean =>
	text.length <= 254 &&
	/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/.test(text);

/** `"Name" <address>` or a bare address, as the setting `MAIL_FROM` may hold. */
export function readAddress(text: string): MailAddress {
	const match = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(text);
	return match ? { name: match[1] ?? '', address: match[2] ?? '' } : { name: '', address: text.trim() };
}
