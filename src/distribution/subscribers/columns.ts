import { Invalid } from '#kernel/errors.ts';
import { fold } from '#kernel/text.ts';
import { isGoodAddress, plainAddress } from './rules.ts';

/** Where things stand in a table of subscribers, from 0; `structure` is null when no column says it. */
export type Columns = { address: number; structure: number | null; hasHeader: boolean };

const words = (text: string): string =>
	fold(text)
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

const isElectronic = (name: string) => /\b(e ?mails?|mails?|mel|courriels?|electronique)\b/.test(name);
const isPostal = (name: string) => /\b(postale?|rue|voie|ville|ligne)\b/.test(name);
const isStructure = (name: string) => /^(structure|collectivite|organisme|employeur|entite|organisation)$/.test(name);
const isPersonal = (name: string) => /\b(perso|personnel(le)?s?|privee?s?|personal|private|home)\b/.test(name);

const forbidden: [RegExp, string][] = [
	[/\b(nir|insee|secu|securite sociale|numero de ss|n ss|ssn)\b/, 'le numéro de sécurité sociale'],
	[/\b(naissance|nais|ddn|n(e|ee|e e) le|birth|birthday|birthdate|dob)\b/, 'la date de naissance']
];

const refusal = (what: string, column: string) =>
	new Invalid(
		`La colonne « ${column} » contient ${what} : une liste d’abonnés n’en a pas besoin. Retirez-la du fichier, puis réessayez.`
	);

/**
 * Where the address and the structure stand. The first row names the columns, in French or in English, unless it holds an
 * address itself. Throws `Invalid` when no column is an address, for a column that no list of subscribers may bring in
 * (C71) and, in a list of agents, for their personal addresses (C28).
 */
export function findColumns(first: string[], { ofAgents }: { ofAgents: boolean }): Columns {
	const at = first.findIndex((cell) => isGoodAddress(plainAddress(cell)));
	if (at !== -1) return { address: at, structure: null, hasHeader: false };
	const names = first.map(words);
	for (const [index, name] of names.entries()) {
		for (const [pattern, what] of forbidden) if (pattern.test(name)) throw refusal(what, first[index]!.trim());
		if (ofAgents && isPersonal(name)) throw refusal('ce qui est personnel à des agents', first[index]!.trim());
	}
	const electronic = names.findIndex((name) => isElectronic(name) && !isPostal(name));
	const address = electronic !== -1 ? electronic : names.findIndex((name) => /^adress?es?$/.test(name));
	if (address === -1)
		throw new Invalid(
			'Aucune colonne ne porte les adresses de courriel : nommez-la « courriel » (ou adresse, e-mail, mail) dans la première ligne, ou mettez une adresse par ligne.'
		);
	const structure = names.findIndex(isStructure);
	return { address, structure: structure === -1 ? null : structure, hasHeader: true };
}

/** A NIR: sex, year and month of birth, department, commune, order, and its key or not. */
const nir = /^[1-478]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[ab])\s?\d{3}\s?\d{3}(?:\s?\d{2})?$/i;
const day = /^(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})|(\d{4})-(\d{2})-(\d{2}))$/;

/** Two digits are of this century when they can be. */
function yearIn(cell: string, thisYear: number): number | undefined {
	const match = day.exec(cell);
	const year = match?.[3] ?? match?.[4];
	if (!year) return undefined;
	if (year.length === 4) return Number(year);
	return Number(year) + (Number(year) + 2000 <= thisYear ? 2000 : 1900);
}

/** Years after which a date that most lines have is no longer one of subscription. */
const tooOld = 15;

/** Looks into the first rows for what their headers do not say. Throws `Invalid` as `findColumns` does (C71). */
export function refuseSensitive(rows: string[][], { address, hasHeader }: Columns, thisYear: number): void {
	const width = Math.max(0, ...rows.map((cells) => cells.length));
	for (let column = 0; column < width; column += 1) {
		if (column === address) continue;
		const cells = rows.map((row) => (row[column] ?? '').trim()).slice(hasHeader ? 1 : 0);
		const filled = cells.filter(Boolean);
		const name = hasHeader ? rows[0]?.[column]?.trim() || String(column + 1) : String(column + 1);
		if (filled.some((cell) => nir.test(cell))) throw refusal('des numéros de sécurité sociale', name);
		const years = filled.flatMap((cell) => yearIn(cell, thisYear) ?? []);
		const old = years.filter((year) => year <= thisYear - tooOld);
		if (filled.length > 0 && years.length >= filled.length * 0.8 && old.length > years.length / 2)
			throw refusal('des dates de naissance', name);
	}
}
