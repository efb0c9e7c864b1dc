import type { RecipientReport } from './bounce.ts';

/** Fields of one group, by lower-case name. */
export type Fields = Map<string, string>;

/** The groups of fields of a machine-readable part (RFC 3464 §2.1, RFC 5965 §3): set apart by blank lines, folded as headers are. */
export function fieldGroups(text: string): Fields[] {
	const groups: Fields[] = [];
	let fields: Fields | undefined;
	let last = '';
	for (const line of text.split(/\r?\n/)) {
		if (line.trim() === '') {
			fields = undefined;
			continue;
		}
		if (!fields) groups.push((fields = new Map()));
		const colon = line.indexOf(':');
		if (/^[ \t]/.test(line) && last) fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`);
		else if (colon > 0) {
			last = line.slice(0, colon).trim().toLowerCase();
			// A field that comes twice keeps its first value, except where the format lets it come again.
			if (!fields.has(last)) fields.set(last, line.slice(colon + 1).trim());
		}
	}
	return groups;
}

/** The value of a typed field (`rfc822; a@b.example`, `smtp; 550 …`) without its type. */
const untyped = (value = ''): string => value.slice(value.indexOf(';') + 1).trim();

/** A bare address in lower case, without the brackets that some servers put around it. */
export const bareAddress = (text: string): string => text.trim().replace(/^<|>$/g, '').trim().toLowerCase();

/** Every recipient of a `message/delivery-status` part; the first group is about the message, and is left out. */
export const readDeliveryStatus = (text: string): RecipientReport[] =>
	fieldGroups(text)
		.filter((fields) => fields.has('final-recipient') || fields.has('action'))
		.map((fields) => ({
			recipient: bareAddress(untyped(fields.get('original-recipient') ?? fields.get('final-recipient'))),
			action: (fields.get('action') ?? '').split(/[\s(]/, 1)[0]!.toLowerCase(),
			status: /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
			diagnostic: untyped(fields.get('diagnostic-code'))
		}));

/** What the letter was called when it was given to the server that reports (RFC 3461 §4.4, RFC 3464 §2.2.1); may be empty. */
export const readEnvelopeId = (text: string): string => fieldGroups(text)[0]?.get('original-envelope-id') ?? '';

/** What a `message/feedback-report` part says (RFC 5965 §3). */
export type Feedback = { type: string; recipient: string; mailFrom: string };

export function readFeedback(text: string): Feedback {
	const fields = new Map(fieldGroups(text).flatMap((group) => [...group]));
	return {
		type: (fields.get('feedback-type') ?? '').toLowerCase(),
		recipient: bareAddress(fields.get('original-rcpt-to') ?? ''),
		mailFrom: bareAddress(fields.get('original-mail-from') ?? '')
	};
}
