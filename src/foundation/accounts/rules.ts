import { fold } from '#kernel/text.ts';
import { commonWords, runs } from './common-passwords.ts';

/** Whose password it is: what it must not be made of, and how strong it must be. */
export type PasswordOwner = {
	isAdmin: boolean;
	/** First name, last name, e-mail address, staff number. */
	names: (string | null)[];
	/** Names of the structures that he belongs to. */
	structures: string[];
};

const phraseLength = 20;
const phraseWords = 4;
const longest = 256;

/** The rules in one line each, for those who are about to choose. */
export const passwordAdvice = ({ isAdmin }: Pick<PasswordOwner, 'isAdmin'>): string[] => [
	`Une phrase d’au moins ${phraseLength} signes et ${phraseWords} mots : facile à retenir, longue à deviner.`,
	`Ou au moins ${shortest(isAdmin)} signes, avec des minuscules, des majuscules, des chiffres et des signes comme « ! » ou « ; ».`,
	'Ni votre nom, ni celui de votre structure, ni un mot de passe courant.'
];

/**
 * What is wrong with a password, one French sentence each; nothing when it may be taken. After CNIL 2022-100: a long
 * phrase or twelve signs of four kinds (sixteen for administrators), not made of what is tried first, and for as long as
 * its owner likes.
 */
export function passwordFaults(password: string, owner: PasswordOwner): string[] {
	const length = [...password].length;
	if (length === 0) return ['Choisissez un mot de passe.'];
	if (length > longest) return [`Le mot de passe est trop long : ${longest} signes au plus.`];
	const faults: string[] = [];
	if (!isPhrase(password)) faults.push(...weaknesses(password, shortest(owner.isAdmin)));
	if (faults.length === 0 && isCommon(password))
		faults.push('Ce mot de passe est trop courant : c’est un des premiers que l’on essaierait.');
	const name = namesIn(password, owner.names)[0];
	if (name) faults.push(`Le mot de passe ne doit pas contenir ce qui vous désigne (« ${name} »).`);
	const structure = namesIn(password, owner.structures.flatMap(properWords))[0];
	if (structure) faults.push(`Le mot de passe ne doit pas contenir le nom de votre structure (« ${structure} »).`);
	return faults;
}

const shortest = (isAdmin: boolean) => (isAdmin ? 16 : 12);

function isPhrase(password: string): boolean {
	const words = fold(password)
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word.length > 1);
	return [...password].length >= phraseLength && new Set(words).size >= phraseWords;
}

const kinds: [RegExp, string][] = [
	[/\p{Ll}/u, 'une minuscule'],
	[/\p{Lu}/u, 'une majuscule'],
	[/\p{N}/u, 'un chiffre'],
	[/[^\p{L}\p{N}\s]/u, 'un signe comme « ! » ou « ; »']
];

function weaknesses(password: string, least: number): string[] {
	const signs = [...password];
	if (signs.length < least)
		return [
			`Il faut au moins ${least} signes, ou une phrase d’au moins ${phraseLength} signes et ${phraseWords} mots.`
		];
	const missing = kinds.filter(([pattern]) => !pattern.test(password)).map(([, name]) => name);
	if (missing.length > 0)
		return [`Il manque ${list(missing)} ; ou choisissez une phrase d’au moins ${phraseWords} mots.`];
	if (new Set(signs).size < least / 2) return ['Le mot de passe répète trop souvent les mêmes signes.'];
	return [];
}

const list = (items: string[]) => new Intl.ListFormat('fr-FR').format(items);

const looksLike: Record<string, string> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's'
};
const undisguised = (folded: string) => folded.replace(/[013457@$]/g, (sign) => looksLike[sign] ?? sign);

/** Whether little is left of it without the words, years and keyboard runs that everybody uses. */
function isCommon(password: string): boolean {
	const folded = fold(password);
	return [folded, undisguised(folded)].some((text) => bare(text).length < 6);
}

function bare(folded: string): string {
	let rest = folded.replace(/[^a-z0-9]+/g, ' ');
	for (const run of runs) rest = withoutRun(rest, run);
	for (const word of commonWords) if (word.length > 2) rest = rest.replaceAll(word, ' ');
	return rest.replace(/(19|20)\d\d|\d{1,4}(?!\d)/g, ' ').replace(/\s+/g, '');
}

/** Takes out pieces of at least four signs of a run, in either direction. */
function withoutRun(text: string, run: string): string {
	let rest = text;
	for (const direction of [run, [...run].reverse().join('')])
		for (let size = direction.length; size >= 4; size--)
			for (let start = 0; start + size <= direction.length; start++)
				rest = rest.replaceAll(direction.slice(start, start + size), ' ');
	return rest;
}

const properWords = (name: string): string[] =>
	name.split(/[^\p{L}]+/u).filter((word) => word.length >= 5 && !/^(ville|agglo|commun|hauts|pays|syndic)/i.test(word));

/** The names of at least four signs that a password contains; an e-mail address counts by what precedes the @. */
function namesIn(password: string, names: (string | null)[]): string[] {
	const folded = fold(password);
	return names
		.flatMap((name) => (name ?? '').replace(/@.*$/, '').split(/[\s.\-_]+/))
		.filter((name) => name.length >= 4 && folded.includes(fold(name)));
}
