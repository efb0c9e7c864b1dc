import PostalMime, { addressParser, type Attachment, type Email } from 'postal-mime';
import { shorten } from '#kernel/text.ts';
import type { ReturnedMail, ReturnKind } from './bounce.ts';
import { readDeliveryStatus, readEnvelopeId, readFeedback } from './report.ts';

/** Where the address that a message was sent to may stand, the envelope's before the letter's. */
const arrivals = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc'];

/** Kinds of feedback by which a recipient asks that it stops. Others (`not-spam`, `auth-failure`) are for a person. */
const complaints = ['abuse', 'fraud', 'opt-out', 'opt-out-list'];

/**
 * Reads a message of the mailbox of returns, by its MIME structure: a delivery status (RFC 3464), a feedback report
 * (RFC 5965), an automatic answer (RFC 3834), else something for a person. What cannot be parsed at all is that too.
 */
export async function readReturn(raw: Uint8Array): Promise<ReturnedMail> {
	let email: Email;
	try {
		email = await PostalMime.parse(raw, { forceRfc822Attachments: true });
	} catch {
		return { kind: 'unknown', tokens: [], messageIds: [], reports: [], from: '', subject: '', excerpt: '' };
	}
	const returned = await returnedLetter(email);
	const { kind, reports, mailFrom } = reportOf(email);
	const envelopes = kind === 'bounce' ? partsOf(email, deliveryStatus).map(readEnvelopeId) : [];
	const came = addressesOf(email, arrivals);
	return {
		kind,
		reports,
		tokens: unique([...came, mailFrom, ...addressesOf(returned, ['return-path'])].flatMap(detailOf)),
		messageIds: unique(kind === 'autoreply' || kind === 'unknown' ? [] : [...idOf(returned), ...envelopes]),
		from: email.from?.address ?? '',
		subject: shorten(email.subject ?? '', 200),
		excerpt: shorten(email.text ?? '', 600)
	};
}

const deliveryStatus = /^message\/(global-)?delivery-status$/;

function reportOf(email: Email): Pick<ReturnedMail, 'kind' | 'reports'> & { mailFrom: string } {
	const { type, parameters } = contentType(valueOf(email, 'content-type'));
	if (type === 'multipart/report') {
		switch (parameters.get('report-type')) {
			case 'delivery-status': {
				const reports = partsOf(email, deliveryStatus).flatMap(readDeliveryStatus);
				return { kind: reports.length > 0 ? 'bounce' : 'unknown', reports, mailFrom: '' };
			}
			case 'feedback-report': {
				const [feedback] = partsOf(email, /^message\/feedback-report$/).map(readFeedback);
				const isComplaint = feedback !== undefined && complaints.includes(feedback.type);
				const report = { recipient: feedback?.recipient ?? '', action: 'complained', status: '', diagnostic: '' };
				return {
					kind: isComplaint ? 'complaint' : 'unknown',
					reports: isComplaint ? [report] : [],
					mailFrom: feedback?.mailFrom ?? ''
				};
			}
			case 'disposition-notification':
				return { kind: 'autoreply', reports: [], mailFrom: '' };
		}
	}
	const kind: ReturnKind = isAutomatic(email) ? 'autoreply' : 'unknown';
	return { kind, reports: [], mailFrom: '' };
}

/** RFC 3834 §5, and the headers of those who came before it. */
function isAutomatic(email: Email): boolean {
	const submitted = valueOf(email, 'auto-submitted')
		.split(/[;\s(]/, 1)[0]!
		.toLowerCase();
	if (submitted && submitted !== 'no') return true;
	const precedence = valueOf(email, 'precedence').toLowerCase();
	return (
		['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => valueOf(email, name) !== '') ||
		precedence === 'auto_reply'
	);
}

/** The letter that comes back, or its headers alone; nothing of it is believed but ids and addresses of our own. */
async function returnedLetter(email: Email): Promise<Email | undefined> {
	const part = email.attachments.find(({ mimeType }) =>
		/^(message\/(rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers?)$/.test(mimeType)
	);
	if (!part) return undefined;
	try {
		return await PostalMime.parse(`${textOf(part).replace(/\s+$/, '')}\r\n\r\n`, { forceRfc822Attachments: true });
	} catch {
		return undefined;
	}
}

const partsOf = (email: Email, type: RegExp): string[] =>
	email.attachments.filter(({ mimeType }) => type.test(mimeType)).map(textOf);

const textOf = ({ content }: Attachment): string =>
	typeof content === 'string' ? content : new TextDecoder().decode(content);

const valueOf = (email: Email, name: string): string => email.headers.find(({ key }) => key === name)?.value ?? '';

function contentType(value: string): { type: string; parameters: Map<string, string> } {
	const [type = '', ...rest] = value.split(';');
	const parameters = rest.flatMap((part): [string, string][] => {
		const equals = part.indexOf('=');
		const text = part.slice(equals + 1).trim();
		return equals < 1 ? [] : [[part.slice(0, equals).trim().toLowerCase(), text.replace(/^"|"$/g, '').toLowerCase()]];
	});
	return { type: type.trim().toLowerCase(), parameters: new Map(parameters) };
}

function addressesOf(email: Email | undefined, names: string[]): string[] {
	const headers = email?.headers ?? [];
	return names.flatMap((name) =>
		headers
			.filter(({ key }) => key === name)
			.flatMap(({ value }) => addressParser(value, { flatten: true }).map(({ address }) => address ?? ''))
	);
}

/** What stands after the first `+` of a local part, its case kept: `retours+TOKEN@…`. */
function detailOf(address: string): string[] {
	const local = address.slice(0, address.lastIndexOf('@'));
	const plus = local.indexOf('+');
	return plus > 0 && plus < local.length - 1 ? [local.slice(plus + 1)] : [];
}

const idOf = (email: Email | undefined): string[] => {
	const id = email?.messageId?.trim().replace(/^<|>$/g, '');
	return id ? [id] : [];
};

const unique = (texts: string[]): string[] => [...new Set(texts.filter(Boolean))];
