import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slugify } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { SmtpMessage, SmtpOutcome, SmtpSession } from '#platform/smtp/session.server.ts';

/** Where there is no mail server, a letter becomes a file of the outbox: always the same for the same letter. */
export class OutboxSession implements SmtpSession {
	count = 0;
	isOpen = true;
	readonly #folder: string;
	readonly #subject: string;

	constructor(folder: string, subject: string) {
		this.#folder = folder;
		this.#subject = subject;
	}

	async send({ bytes, beforeData, envelopeId = '' }: SmtpMessage): Promise<SmtpOutcome> {
		this.count += 1;
		if (!(await beforeData)) return { state: 'withheld', code: null, response: '' };
		await mkdir(this.#folder, { recursive: true });
		const stamp = now().replace(/[:.]/g, '-');
		const name = `${stamp}-${slugify(this.#subject).slice(0, 60)}-${envelopeId.replaceAll('-', '').slice(-12)}.eml`;
		const draft = join(this.#folder, `.${name}.part`);
		const text = Buffer.concat(await bytes())
			.toString('latin1')
			.replace(/^\.\./gm, '.');
		await writeFile(draft, text, { encoding: 'latin1', mode: 0o600 });
		await rename(draft, join(this.#folder, name));
		return { state: 'accepted', code: 250, response: name };
	}

	close(): void {
		this.isOpen = false;
	}
}
