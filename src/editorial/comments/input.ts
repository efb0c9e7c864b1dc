import { Invalid } from '#kernel/errors.ts';

const longest = 2000;

/** What was typed as a comment. Throws `Invalid` (`body`, `accepts`). */
export function checkComment(
	body: string,
	{ needsCharter, accepts }: { needsCharter: boolean; accepts: boolean }
): string {
	const text = body.normalize('NFC').trim();
	const fields: Record<string, string> = {};
	if (!text) fields.body = 'Écrivez votre commentaire.';
	else if (text.length > longest) fields.body = `Votre commentaire compte ${text.length} signes ; ${longest} au plus.`;
	if (needsCharter && !accepts) fields.accepts = 'Lisez la charte et acceptez-la pour commenter.';
	refuse(fields);
	return text;
}

/** A reason that was typed. Throws `Invalid` (`reason`). */
export function checkReason(reason: string): string {
	const text = reason.normalize('NFC').trim();
	if (!text) refuse({ reason: 'Dites pourquoi, en quelques mots.' });
	if (text.length > 500) refuse({ reason: `Votre raison compte ${text.length} signes ; 500 au plus.` });
	return text;
}

function refuse(fields: Record<string, string>): void {
	const [fault] = Object.values(fields);
	if (fault) throw new Invalid(fault, fields);
}
