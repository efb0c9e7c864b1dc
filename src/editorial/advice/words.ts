import { fold } from '#kernel/text.ts';

/** A word of a text, and the form that its spellings and its plural share. */
export type Word = { plain: string; start: number; end: number };

const known = new Map<string, string>();

/** Without accents, case or plural: "Déchèteries" → "decheterie", "communaux" → "communal". */
export function plainWord(word: string): string {
	const kept = known.get(word);
	if (kept !== undefined) return kept;
	const folded = fold(word);
	const plain = folded.length < 4 ? folded : folded.replace(/(?<=eau|eu|ou)x$|s$/, '').replace(/aux$/, 'al');
	if (known.size > 20_000) known.clear();
	known.set(word, plain);
	return plain;
}

/** The words of a text; apostrophes and hyphens part them. */
export function wordsOfText(text: string): Word[] {
	const words: Word[] = [];
	for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu))
		words.push({ plain: plainWord(match[0]), start: match.index, end: match.index + match[0].length });
	return words;
}

/** What terms are looked up by: their first word. */
export type TermIndex<T> = Map<string, { term: T; words: string[] }[]>;

/** The longest terms of a first word come first. */
export function indexTerms<T extends { term: string }>(terms: T[]): TermIndex<T> {
	const index: TermIndex<T> = new Map();
	for (const term of terms) {
		const words = wordsOfText(term.term).map(({ plain }) => plain);
		if (words.length === 0) continue;
		const same = index.get(words[0]!) ?? [];
		same.push({ term, words });
		index.set(
			words[0]!,
			same.sort((a, b) => b.words.length - a.words.length)
		);
	}
	return index;
}

export type Found<T> = { term: T; start: number; end: number; text: string };

const joins = /^[\s\u00a0\u202f'’ʼ-]*$/u;

/** Terms that a text holds as whole words, whatever their accents, case and plural, in order and without overlap. */
export function findTerms<T>(text: string, index: TermIndex<T>): Found<T>[] {
	if (index.size === 0) return [];
	const words = wordsOfText(text);
	const found: Found<T>[] = [];
	for (let at = 0; at < words.length; at++) {
		const hit = index.get(words[at]!.plain)?.find((entry) => fits(text, words, at, entry.words));
		if (!hit) continue;
		const last = words[at + hit.words.length - 1]!;
		const { start } = words[at]!;
		found.push({ term: hit.term, start, end: last.end, text: text.slice(start, last.end) });
		at += hit.words.length - 1;
	}
	return found;
}

const fits = (text: string, words: Word[], at: number, wanted: string[]): boolean =>
	wanted.every((plain, offset) => {
		const word = words[at + offset];
		if (word?.plain !== plain) return false;
		return offset === 0 || joins.test(text.slice(words[at + offset - 1]!.end, word.start));
	});
