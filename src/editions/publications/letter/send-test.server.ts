import { createHash } from 'node:crypto';
import { openStoredPicture } from '#foundation/media/index.server.ts';
import { senderOf } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import {
	isAddress,
	type Attachment,
	type MailMessage,
	type MailTransport,
	type Receipt
} from '#platform/mail.server.ts';
import { getPublicationById } from '../queries.server.ts';
import type { Issue, Publication } from '../publication.ts';
import { compileIssue } from './voices.server.ts';
import { addressTo, trial, type Letter } from './letter.ts';

export type TestSettings = Pick<Settings, 'origin' | 'dataDir' | 'mailFrom'> & { store: MediaStore };

/**
 * Sends an issue as one structure says it to one address, marked « [Essai] ». Its pictures travel inside the message
 * (CID), so that it shows as it is even when the site cannot be reached from outside. Throws `Invalid` for an address
 * that is not one, `Conflict` when the letter has errors, and what the mail server answered when it refused.
 */
export async function sendTest(
	db: Db,
	transport: MailTransport,
	issue: Issue,
	structure: Structure,
	to: string,
	settings: TestSettings
): Promise<Receipt & { letter: Letter }> {
	const address = to.trim();
	if (!isAddress(address)) {
		const message = `« ${address} » n’est pas une adresse de courriel : écrivez par exemple prenom.nom@ville.fr.`;
		throw new Invalid(message, { to: message });
	}
	const publication = await getPublicationById(db, issue.publicationId);
	const letter = await compileIssue(db, issue, structure, settings);
	if (letter.errors.length > 0)
		throw new Conflict(`La lettre ne peut pas partir : ${letter.errors.map(({ message }) => message).join(' ')}`);
	const receipt = await transport.send(
		await testMessage(letter, { publication, issue, structure, to: address }, settings)
	);
	return { ...receipt, letter };
}

export type Sending = { publication: Publication; issue: Issue; structure: Structure; to: string };

/** For this module: a letter as the message of a test. */
export async function testMessage(letter: Letter, sending: Sending, settings: TestSettings): Promise<MailMessage> {
	const from = senderOf(sending.structure, settings.mailFrom);
	const replyTo = sending.structure.identity.sender.replyTo || from.address;
	const domain = from.address.split('@')[1]!;
	const recipient = trial(settings.origin);
	const { html, pictures } = await embedPictures(addressTo(letter.html, recipient), settings, domain);
	return {
		from,
		to: sending.to,
		replyTo,
		subject: `[Essai] ${letter.subject}`,
		text: addressTo(letter.text, recipient),
		html,
		messageId: `${testId(sending)}@${domain}`,
		headers: headersOf(sending, domain, `<${recipient.unsubscribe}>, <mailto:${replyTo}?subject=desabonnement>`),
		pictures
	};
}

/** The same test to the same address within the same second is the same message, for mailboxes that drop duplicates. */
function testId({ issue, structure, to }: Sending): string {
	const hash = createHash('sha256')
		.update(`${issue.id} ${structure.id} ${to} ${now().slice(0, 19)}`)
		.digest('hex');
	return `essai.${hash.slice(0, 32)}`;
}

/** RFC 2919 (List-Id), RFC 2369 (List-Unsubscribe), RFC 3834 (Auto-Submitted). No one-click: a test unsubscribes nobody. */
const headersOf = ({ publication, issue, structure }: Sending, domain: string, unsubscribe: string) => ({
	'List-Id': `<${publication.slug}.${structure.slug}.${domain}>`,
	'List-Unsubscribe': unsubscribe,
	'Feedback-ID': `${issue.number}:${structure.slug}:${publication.slug}:essai`,
	'Content-Language': 'fr',
	'Auto-Submitted': 'auto-generated',
	Precedence: 'list'
});

/** Puts our pictures inside the message. One that cannot be read keeps its address. */
async function embedPictures(html: string, { origin, store }: TestSettings, domain: string) {
	const pictures: Attachment[] = [];
	let embedded = html;
	const prefix = `src="${origin}/media/`;
	const found = new Set(
		[...html.matchAll(/src="([^"]+)"/g)].map(([whole]) => whole).filter((each) => each.startsWith(prefix))
	);
	for (const source of found) {
		const [, key, width] = /\/media\/([^/"]+)\/(\d+)\.jpg"$/.exec(source) ?? [];
		const content = key && width ? await readPicture(store, key, Number(width)) : undefined;
		if (!content) continue;
		const cid = `${key}-${width}@${domain}`;
		pictures.push({ cid, filename: `${key}-${width}.jpg`, contentType: 'image/jpeg', content });
		embedded = embedded.replaceAll(source, `src="cid:${cid}"`);
	}
	return { html: embedded, pictures };
}

/** Undefined for a picture that the library has no more. */
async function readPicture(store: MediaStore, key: string, width: number): Promise<Buffer | undefined> {
	try {
		const { body } = await openStoredPicture(store, key, width, 'jpg');
		return Buffer.from(await new Response(body).arrayBuffer());
	} catch (error) {
		if (error instanceof NotFound) return undefined;
		throw error;
	}
}
