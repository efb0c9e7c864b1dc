import { wordsIn } from './stems.ts';

/** Words that must stand together, in this order; one word in most cases. `typed` is how it was written. */
export type Term = { typed: string; words: string[]; stems: string[]; quoted: boolean };

/** What somebody asks, understood: every term must be found. */
export type Question = {
	terms: Term[];
	/** The last word may be unfinished: nothing was typed after it. */
	unfinished: boolean;
};

/** What is typed beyond is not read. */
export const longestQuestion = 400;
const mostTerms = 12;
const quotes = /"([^"]*)"|«([^»]*)»|“([^”]*)”/g;

/** Reads whatever was typed; signs that mean something to an engine mean nothing here. Pure. */
export function readQuestion(text: string): Question {
	const asked = text.slice(0, longestQuestion);
	const terms: Term[] = [];
	let from = 0;
	for (const match of asked.matchAll(quotes)) {
		terms.push(...loose(asked.slice(from, match.index)), ...phrase(match[1] ?? match[2] ?? match[3] ?? ''));
		from = match.index + match[0].length;
	}
	const rest = loose(asked.slice(from));
	terms.push(...rest);
	return { terms: distinct(terms).slice(0, mostTerms), unfinished: rest.length > 0 && terms.length <= mostTerms };
}

/** The question again, as it could have been typed, with another choice of terms. */
export const wording = (terms: Pick<Term, 'typed' | 'quoted'>[]): string =>
	terms.map((term) => (term.quoted ? `« ${term.typed} »` : term.typed)).join(' ');

const loose = (text: string): Term[] =>
	wordsIn(text).map(({ start, end, word, stem }) => ({
		typed: text.slice(start, end),
		words: [word],
		stems: [stem],
		quoted: false
	}));

function phrase(text: string): Term[] {
	const words = wordsIn(text);
	if (words.length === 0) return [];
	return [
		{ typed: text.trim(), words: words.map(({ word }) => word), stems: words.map(({ stem }) => stem), quoted: true }
	];
}

/** A word asked twice is asked once; the last stays last, because it may be unfinished. */
function distinct(terms: Term[]): Term[] {
	const key = (term: Term) => term.words.join(' ');
	return terms.filter((term, at) => !terms.slice(at + 1).some((later) => key(later) === key(term)));
}
