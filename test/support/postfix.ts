import { spawn, spawnSync } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRoot, ensureInstalled } from './debian.ts';
import { freePort } from './ports.ts';

export type Postfix = {
	url: string;
	/** The Maildir of an address of ours. */
	maildir(local: string): string;
	/** What has been delivered to it, oldest first. */
	mails(local: string): string[];
	/** Tries again now what waits. */
	flush(): void;
	log(): string;
	folder: string;
	close(): Promise<void>;
};

/** Whose files the mailboxes are. */
export const mailUid = 5000;

/**
 * A real Postfix with its own configuration, queue and log, on a free loopback port, for one domain of ours: `boxes` have a
 * Maildir each, `plein` has a full mailbox, `gris…` is greylisted once by a policy service, and whoever else is unknown, which
 * the server finds out after it has taken the letter. What cannot be delivered comes back at once.
 */
export async function startPostfix(domain: string, boxes: string[]): Promise<Postfix> {
	ensureInstalled('/usr/sbin/postfix', 'postfix');
	const folder = mkdtempSync(join(tmpdir(), 'unisson-postfix-'));
	chmodSync(folder, 0o755);
	const port = await freePort();
	const policy = await openGreylist();
	const at = (...parts: string[]) => join(folder, ...parts);
	for (const name of ['conf', 'queue', 'data', 'mail']) mkdirSync(at(name), { mode: 0o755 });
	own(at('data'), 'postfix');
	chownSync(at('mail'), mailUid, mailUid);
	writeFileSync(at('mail', 'plein'), fullMailbox());
	chownSync(at('mail', 'plein'), mailUid, mailUid);
	const maps = [...boxes.map((box) => `${box}@${domain} ${box}/`), `plein@${domain} plein`];
	writeFileSync(at('conf', 'boxes'), `${maps.join('\n')}\n`);
	writeFileSync(at('conf', 'main.cf'), mainCf({ folder, domain, policy: policy.port }));
	writeFileSync(at('conf', 'master.cf'), masterCf(port));
	const [command, ...args] = [...asRoot, 'postfix', '-c', at('conf'), 'start-fg'];
	const child = spawn(command!, args, { stdio: 'ignore', detached: true });
	const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
	const maildir = (local: string) => at('mail', local);
	const log = () => (existsSync(at('maillog')) ? readFileSync(at('maillog'), 'utf8') : '');
	await listening(port, log);
	return {
		...{ url: `smtp://127.0.0.1:${port}`, folder, maildir, log },
		mails: (local) => {
			const fresh = join(maildir(local), 'new');
			return existsSync(fresh)
				? readdirSync(fresh)
						.sort()
						.map((name) => join(fresh, name))
				: [];
		},
		flush: () => void spawnSync('postqueue', ['-c', at('conf'), '-f']),
		async close() {
			spawnSync([...asRoot, 'postfix'][0]!, [...[...asRoot, 'postfix'].slice(1), '-c', at('conf'), 'stop'], {
				stdio: 'ignore'
			});
			await ended;
			await policy.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

function own(path: string, user: string): void {
	const id = Number(spawnSync('id', ['-u', user], { encoding: 'utf8' }).stdout.trim());
	chownSync(path, id, id);
}

const limit = 200_000;

/** A mailbox in one file, which a letter more makes too large. */
const fullMailbox = () =>
	`From essai Fri Nov 27 09:00:00 2026\nSubject: plein\n\n${'x'.repeat(70)}\n`.padEnd(limit - 10, 'x');

const mainCf = ({ folder, domain, policy }: { folder: string; domain: string; policy: number }) => `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/maillog
maillog_file_prefixes = ${folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.${domain}
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
notify_classes =
recipient_delimiter = +
virtual_mailbox_domains = ${domain}
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = texthash:${folder}/conf/boxes
virtual_uid_maps = static:${mailUid}
virtual_gid_maps = static:${mailUid}
virtual_minimum_uid = 100
virtual_mailbox_limit = ${limit}
message_size_limit = ${limit}
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:${policy}, permit_mynetworks, reject
smtpd_peername_lookup = no
smtpd_tls_security_level = none
default_transport = error:5.4.4 no such host
relay_transport = error:5.4.4 no such host
maximal_queue_lifetime = 0
bounce_queue_lifetime = 0
`;

const masterCf = (port: number) =>
	[
		`127.0.0.1:${port} inet n - n - - smtpd`,
		'pickup unix n - n 60 1 pickup',
		'cleanup unix n - n - 0 cleanup',
		'qmgr unix n - n 300 1 qmgr',
		'rewrite unix - - n - - trivial-rewrite',
		...['bounce', 'defer', 'trace'].map((name) => `${name} unix - - n - 0 bounce`),
		'verify unix - - n - 1 verify',
		'flush unix n - n 1000? 0 flush',
		'proxymap unix - - n - - proxymap',
		'smtp unix - - n - - smtp',
		'showq unix n - n - - showq',
		...['error', 'retry'].map((name) => `${name} unix - - n - - error`),
		'discard unix - - n - - discard',
		'virtual unix - n n - - virtual',
		'anvil unix - - n - 1 anvil',
		'postlog unix-dgram n - n - 1 postlogd'
	].join('\n') + '\n';

/** Postfix's policy protocol (SMTPD_POLICY_README): `gris…` is put off the first time that it is asked for. */
async function openGreylist(): Promise<{ port: number; close(): Promise<void> }> {
	const known = new Set<string>();
	const server = createServer((socket) => {
		let held = '';
		socket.on('error', () => {});
		socket.on('data', (chunk) => {
			held += chunk;
			for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
				const recipient = /^recipient=(.*)$/m.exec(held.slice(0, end))?.[1] ?? '';
				held = held.slice(end + 2);
				const isFirst = recipient.startsWith('gris') && !known.has(recipient);
				known.add(recipient);
				socket.write(`action=${isFirst ? 'DEFER 4.7.1 Greylisted' : 'DUNNO'}\n\n`);
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	return { port, close: () => new Promise((resolve) => (server.close(() => resolve()), server.unref())) };
}

/** Waits until somebody listens on a port; `log` explains why nobody does. */
export async function listening(port: number, log: () => string, patience = 15_000): Promise<void> {
	const deadline = Date.now() + patience;
	while (!(await isOpen(port))) {
		if (Date.now() > deadline) throw new Error(`nobody listens on ${port}:\n${log()}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

const isOpen = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
		socket.on('error', () => resolve(false));
	});
