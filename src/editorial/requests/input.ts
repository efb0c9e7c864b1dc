import { dayOf } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { RequestInput } from './request.ts';

type CheckedRequest = Omit<RequestInput, 'sectionId' | 'wantedOn'> & {
	sectionId: string | null;
	wantedOn: string | null;
};

const limits = { subject: 200, message: 5000, audience: 300, contact: 300 } as const;
const names = { subject: 'Le sujet', message: 'Le message', audience: 'Le public', contact: 'Le contact' } as const;

/** What was typed, trimmed. Throws `Invalid` with a sentence beside each field. */
export function checkRequest(input: RequestInput): CheckedRequest {
	const typed = Object.fromEntries(
		Object.entries(input).map(([name, text]) => [name, text.normalize('NFC').trim()])
	) as RequestInput;
	const fields: Record<string, string> = {};
	if (!typed.subject) fields.subject = 'Dites de quoi il s’agit, en une ligne.';
	if (!typed.message) fields.message = 'Écrivez ce qu’il faut faire savoir.';
	if (!typed.audience) fields.audience = 'Dites à qui cela s’adresse.';
	if (!typed.contact) fields.contact = 'Dites qui peut répondre aux questions.';
	for (const name of Object.keys(limits) as (keyof typeof limits)[])
		if (typed[name].length > limits[name])
			fields[name] = `${names[name]} compte ${typed[name].length} signes ; ${limits[name]} au plus.`;
	if (typed.wantedOn && Number.isNaN(Date.parse(`${typed.wantedOn}T12:00:00Z`)))
		fields.wantedOn = 'Donnez une date, par exemple 2026-12-01.';
	else if (typed.wantedOn && typed.wantedOn < dayOf(now())) fields.wantedOn = 'Cette date est passée.';
	const [fault] = Object.values(fields);
	if (fault) throw new Invalid(fault, fields);
	return { ...typed, sectionId: typed.sectionId || null, wantedOn: typed.wantedOn || null };
}
