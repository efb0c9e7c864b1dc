import { fold } from '#kernel/text.ts';
import snowball from 'snowball-stemmers';

/** A word of a text: where it stands, its folded form (`deneigements`) and what it shares with its family (`deneig`). */
export type Word = { start: number; end: number; word: string; stem: string };

/** Acronyms with dots are one word; otherwise a run of letters and digits. Apostrophes and hyphens separate. */
const wordPattern = /(?:\p{Lu}\.){2,}\p{Lu}?(?!\p{L})|[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]*/gu;

/** Longer words are cut: nobody types them, and both engines have limits. */
const longest = 64;

/**
 * Words that say nothing on their own, folded, with what an elision leaves of them (l’ d’ qu’ jusqu’). Homographs
 * once folded ("été", "maïs", "car", "or") are not among them.
 */
const empty = new Set(
	`a ai as au aux avec c ce ces cet cette d dans de des du elle elles en est et eu eux il ils j je jusqu l la le les
	leur leurs lorsqu lui m ma me mes moi n ne nos notre nous on ont ou par pas pour puisqu qu quand que quel quelle
	quelles quels qui quoi quoiqu s sa se ses si soi son sont sous sur t ta te tes toi ton tu un une vos votre vous y`
		.split(/\s+/)
		.map((word) => word.trim())
);

const french = snowball.newStemmer('french');

type Analysis = { word: string; stem: string };
const known = new Map<string, Analysis>();

/**
 * The words of a text that can be searched, in order. The same for what is stored and for what is asked, on both
 * engines, so that accents, ligatures, typographic apostrophes, plurals and feminines do not matter.
 */
export function wordsIn(text: string): Word[] {
	const words: Word[] = [];
	for (const match of text.matchAll(wordPattern)) {
		const { word, stem } = analyse(match[0]);
		if (stem) words.push({ start: match.index, end: match.index + match[0].length, word, stem });
	}
	return words;
}

/** The stem of one word as it was written, or '' when it says nothing on its own. */
export const stemOf = (written: string): string => analyse(written).stem;

/** A small memory of the words already met: a language repeats itself, and stemming costs ten times a look-up. */
function analyse(written: string): Analysis {
	const met = known.get(written);
	if (met) return met;
	const word = foldedForm(written);
	const analysis = { word, stem: empty.has(word) ? '' : stem(word) };
	if (known.size >= 100_000) known.clear();
	known.set(written, analysis);
	return analysis;
}

const foldedForm = (written: string): string =>
	fold(written.normalize('NFKC'))
		.replace(/[^\p{L}\p{N}]/gu, '')
		.slice(0, longest);

/**
 * Snowball's French stemmer expects accents and leaves some plurals; what folding and French plurals need is put right
 * around it. Always ASCII letters and digits: other alphabets are spelled in hexadecimal, which no engine splits.
 */
function stem(word: string): string {
	if (!/^[a-z]+$/.test(word)) return /^[a-z0-9]*$/.test(word) ? word : `u${hexadecimal(word)}`;
	if (word.length < 4) return word;
	const regular = word
		.replace(/(?<=[iou])s$/, '')
		.replace(/(?<=.{5})ees?$/, 'e')
		.replace(/(?<=..)ieres?$/, 'ier');
	return french.stem(regular).replace(/(?<=eu|ou)x$/, '');
}

const hexadecimal = (word: string): string =>
	[...word].map((sign) => (sign.codePointAt(0) ?? 0).toString(16)).join('z');
