import { Invalid } from '#kernel/errors.ts';
import type { InitiativeInput, UptakeInput } from './initiative.ts';

/** Trims and checks what a team leader typed. Throws `Invalid` with a sentence beside each field. */
export function checkInitiative(input: InitiativeInput): InitiativeInput {
	const typed = trimmed(input);
	const fields: Record<string, string> = {};
	if (!typed.title) fields.title = 'Donnez un titre : une phrase courte suffit.';
	else if (typed.title.length > 200) fields.title = `Le titre compte ${typed.title.length} signes ; 200 au plus.`;
	if (!typed.done) fields.done = 'Racontez ce que vous avez fait, comme à un collègue.';
	if (!typed.change) fields.change = 'Dites ce que cela change, pour vous ou pour les habitants.';
	if (!typed.team) fields.team = 'Donnez le nom de votre équipe : c’est elle qui sera citée.';
	else if (typed.team.length > 120)
		fields.team = `Le nom de l’équipe compte ${typed.team.length} signes ; 120 au plus.`;
	refuse(fields);
	return typed;
}

/** Checks « Nous aussi ». `mine` are the structures in whose name the reader may speak. */
export function checkUptake(input: UptakeInput, mine: string[]): UptakeInput {
	const typed = trimmed(input);
	const fields: Record<string, string> = {};
	if (!typed.team) fields.team = 'Dites quelle équipe a repris l’idée.';
	else if (typed.team.length > 120)
		fields.team = `Le nom de l’équipe compte ${typed.team.length} signes ; 120 au plus.`;
	if (typed.note.length > 500) fields.note = `Votre mot compte ${typed.note.length} signes ; 500 au plus.`;
	if (!mine.includes(typed.structureId)) fields.structureId = 'Choisissez votre structure.';
	refuse(fields);
	return typed;
}

function refuse(fields: Record<string, string>): void {
	const [fault] = Object.values(fields);
	if (fault) throw new Invalid(fault, fields);
}

const trimmed = <T extends Record<string, string>>(input: T): T =>
	Object.fromEntries(Object.entries(input).map(([name, text]) => [name, text.normalize('NFC').trim()])) as T;
