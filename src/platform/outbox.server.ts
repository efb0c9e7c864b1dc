import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';
import type { Instant } from '#kernel/dates.ts';
import { NotFound } from '#kernel/errors.ts';

/** A message that waits in the outbox of an installation without SMTP. `name` is the file's. */
export type OutboxEntry = { name: string; subject: string; from: string; to: string; at: Instant };

/** The same, opened. `html` carries its own pictures as `data:` addresses. */
export type OutboxMessage = OutboxEntry & {
	headers: { name: string; value: string }[];
	text: string;
	html: string;
	attachments: { name: string; type: string; bytes: number }[];
};

const mostShown = 200;

/** The latest messages, newest first: the names of the files begin with their instant. */
export async function listOutbox(folder: string): Promise<OutboxEntry[]> {
	const names = (await readdir(folder).catch(() => [])).filter(isName).sort().reverse().slice(0, mostShown);
	return Promise.all(
		names.map(async (name) => entryOf(name, await PostalMime.parse(await readFile(join(folder, name)))))
	);
}

/** Throws `NotFound` for a name that is not one of the outbox. */
export async function getOutboxMessage(folder: string, name: string): Promise<OutboxMessage> {
	const bytes = isName(name) ? await readFile(join(folder, name)).catch(() => undefined) : undefined;
	if (!bytes) throw new NotFound('Ce courriel n’est plus dans la boîte d’envoi.');
	const email = await PostalMime.parse(bytes, { attachmentEncoding: 'base64' });
	return {
		...entryOf(name, email),
		headers: email.headers.map(({ originalKey, key, value }) => ({ name: originalKey || key, value })),
		text: email.text ?? '',
		html: withPictures(email),
		attachments: email.attachments.map(({ filename, mimeType, content }) => ({
			name: filename ?? 'sans nom',
			type: mimeType,
			bytes: Math.floor((String(content).length * 3) / 4)
		}))
	};
}

const isName = (name: string) => /^[\p{L}\p{N}][\p{L}\p{N}._-]*\.eml$/u.test(name);

function entryOf(name: string, email: Email): OutboxEntry {
	const at = email.date && !Number.isNaN(Date.parse(email.date)) ? new Date(email.date).toISOString() : '';
	return {
		name,
		subject: email.subject ?? '(sans objet)',
		from: email.from ? said(email.from) : '',
		to: (email.to ?? []).map(said).join(', '),
		at
	};
}

const said = ({ name, address }: Address): string => (name && address ? `${name} <${address}>` : (address ?? name));

function withPictures({ html = '', attachments }: Email): string {
	return attachments.reduce((text, { contentId, mimeType, content }) => {
		const cid = contentId?.replace(/^<|>$/g, '');
		return cid && /^image\/[a-z+.-]+$/.test(mimeType)
			? text.replaceAll(`cid:${cid}`, `data:${mimeType};base64,${String(content)}`)
			: text;
	}, html);
}
