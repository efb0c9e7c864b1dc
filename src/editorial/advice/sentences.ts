/** A sentence of a passage, from `start`, with its words counted as a reader counts them. */
export type Sentence = { text: string; start: number; words: number };

/** What ends with a point without ending a sentence. "etc." may end one: a capital after it says so. */
const abbreviations = new Set(
	'm mm mr dr pr me mgr st ste art al av bd bld cf ex p pp n nb no vol fig chap coll env max min mini maxi tél tel hab inf sup réf ref dép dpt fac éd cie sté arr adj resp c-à-d'.split(
		' '
	)
);

const end = /([.!?…]+)(?:[\s\u00a0\u202f]*[»”")\]])*(?=[\s\u00a0\u202f]|$)|\n+/gu;
const opensSentence = /^[\s\u00a0\u202f]*(?:[«“"(\[–—-][\s\u00a0\u202f]*)*[\p{Lu}\p{N}]|^[\s\u00a0\u202f]*$/u;

/** The sentences of a French text: knows abbreviations, initials, numbers, and what guillemets hold. */
export function sentencesOf(text: string): Sentence[] {
	const sentences: Sentence[] = [];
	let start = 0;
	const close = (stop: number) => {
		const whole = text.slice(start, stop);
		const lead = whole.length - whole.trimStart().length;
		if (whole.trim()) sentences.push({ text: whole.trim(), start: start + lead, words: wordsIn(whole) });
		start = stop;
	};
	for (const match of text.matchAll(end)) {
		const stop = match.index + match[0].length;
		const isLineBreak = match[1] === undefined;
		if (isLineBreak || endsSentence(text, match.index, match[1]!, stop)) close(stop);
	}
	close(text.length);
	return sentences;
}

function endsSentence(text: string, at: number, sign: string, stop: number): boolean {
	if (!opensSentence.test(text.slice(stop, stop + 12))) return false;
	if (sign !== '.') return true;
	const word = /[\p{L}\p{N}-]+$/u.exec(text.slice(Math.max(0, at - 24), at))?.[0] ?? '';
	const isInitial = /^\p{Lu}$/u.test(word);
	const isListNumber = /^\d{1,2}$/.test(word) && text.slice(0, at).trim() === word;
	return !isInitial && !isListNumber && !abbreviations.has(word.toLowerCase());
}

/** Words between spaces; signs alone do not count, and "12 400" is one. */
export const wordsIn = (text: string): number =>
	text
		.replace(/(\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/gu, '$1')
		.split(/[\s\u00a0\u202f]+/u)
		.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
