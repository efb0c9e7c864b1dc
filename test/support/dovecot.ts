import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRoot, ensureInstalled } from './debian.ts';
import { freePort } from './ports.ts';
import { listening, mailUid } from './postfix.ts';

/** A real IMAP server on a free loopback port that shows one Maildir to whoever says the password. */
export async function startDovecot(maildir: string): Promise<{ url: string; log(): string; close(): Promise<void> }> {
	ensureInstalled('/usr/sbin/dovecot', 'dovecot-imapd');
	const folder = mkdtempSync(join(tmpdir(), 'unisson-dovecot-'));
	chmodSync(folder, 0o755);
	mkdirSync(join(folder, 'run'));
	const port = await freePort();
	const conf = join(folder, 'dovecot.conf');
	writeFileSync(conf, configuration(folder, maildir, port));
	const [command, ...args] = [...asRoot, 'dovecot', '-F', '-c', conf];
	const child = spawn(command!, args, { stdio: 'ignore' });
	const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
	const logPath = join(folder, 'log');
	const log = () => (existsSync(logPath) ? readFileSync(logPath, 'utf8') : '');
	await listening(port, log);
	return {
		...{ url: `imap://retours:secret@127.0.0.1:${port}`, log },
		async close() {
			child.kill('SIGTERM');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

const configuration = (folder: string, maildir: string, port: number) => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${maildir}
first_valid_uid = 100
service imap-login {
	chroot =
	inet_listener imap {
		port = ${port}
	}
	inet_listener imaps {
		port = 0
	}
}
service anvil {
	chroot =
}
passdb {
	driver = static
	args = password=secret
}
userdb {
	driver = static
	args = uid=${mailUid} gid=${mailUid} home=${folder}
}
namespace inbox {
	inbox = yes
}
`;
