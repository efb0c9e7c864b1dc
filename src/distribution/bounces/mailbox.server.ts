import type { ImapFlow } from 'imapflow';
import { senderSettings, type Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';
import { takeIn } from './intake.server.ts';

/** Where messages go once they are read. */
const doneFolder = 'Traités';

/** What marks a message as read by us, where it could not be moved. */
const doneFlag = 'Unisson';

/** Messages of one round, and bytes of one of them: what is longer is read as far as that. */
const mostMessages = 200;
const mostBytes = 2_000_000;

const minute = 60_000;
const nextAt = new Map<string, number>();

/**
 * Reads the mailboxes of returns, each once a minute; one that does not answer is left alone for five. Answers how many
 * messages were new.
 */
export async function readMailboxes(db: Db, settings: Settings, slugs: string[]): Promise<number> {
	const urls = new Set(slugs.flatMap((slug) => senderSettings(settings, slug).imapUrl ?? []));
	if (settings.imapUrl) urls.add(settings.imapUrl);
	let done = 0;
	for (const url of urls) {
		if ((nextAt.get(url) ?? 0) > performance.now()) continue;
		nextAt.set(url, performance.now() + minute);
		try {
			done += await readMailbox(db, url, settings.sessionSecret);
		} catch (error) {
			nextAt.set(url, performance.now() + 5 * minute);
			log.warn({ err: error, host: new URL(url).host }, 'a mailbox of returns could not be read');
		}
	}
	return done;
}

/** Reads what is in a mailbox (`imap[s]://user:password@host:port/FOLDER`), and puts each message away. */
export async function readMailbox(db: Db, url: string, secret: string): Promise<number> {
	const { hostname, pathname } = new URL(url);
	const client = await openClient(url);
	await client.connect();
	try {
		const lock = await client.getMailboxLock(decodeURIComponent(pathname.slice(1)) || 'INBOX');
		try {
			const found = (await client.search({ unKeyword: doneFlag }, { uid: true })) || [];
			if (!Array.isArray(found) || found.length === 0) return 0;
			await client.mailboxCreate(doneFolder).catch(() => {});
			let done = 0;
			for (const uid of found.slice(0, mostMessages)) {
				const message = await client.fetchOne(String(uid), { source: { maxLength: mostBytes } }, { uid: true });
				if (!message || !message.source) continue;
				const { isKnown } = await takeIn(db, message.source, `imap ${hostname}`, secret);
				if (!isKnown) done += 1;
				await putAway(client, uid);
			}
			return done;
		} finally {
			lock.release();
		}
	} finally {
		await client.logout().catch(() => client.close());
	}
}

/** Read, and moved; where it cannot be moved, the mark keeps it from being read again. */
async function putAway(client: ImapFlow, uid: number): Promise<void> {
	await client.messageFlagsAdd(String(uid), ['\\Seen', doneFlag], { uid: true });
	await client.messageMove(String(uid), doneFolder, { uid: true }).catch(() => false);
}

/**
 * In the clear only on this machine: elsewhere the password is said over TLS, or not at all. The library is loaded by the
 * installations that read a mailbox: it takes 30 MB.
 */
async function openClient(url: string): Promise<ImapFlow> {
	const { ImapFlow } = await import('imapflow');
	const { protocol, hostname, port, username, password } = new URL(url);
	const secure = protocol === 'imaps:';
	const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	return new ImapFlow({
		host: hostname.replace(/^\[|\]$/g, ''),
		port: Number(port) || (secure ? 993 : 143),
		secure,
		...(secure || isHere ? {} : { doSTARTTLS: true }),
		auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
		...{ logger: false, disableAutoIdle: true },
		...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
	});
}
