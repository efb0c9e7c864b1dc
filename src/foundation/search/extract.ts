import type { Segment } from './search.ts';
import { stemOf, wordsIn } from './stems.ts';

const extractLength = 200;
/** Enough to find where a text speaks of it most; a long text is not read to its end. */
const mostMatches = 60;

type Hit = { start: number; end: number; stem: string };

/** What to look for in a text, prepared once for a page of results. */
export type Highlighter = (text: string) => Segment[];

/**
 * Prepares extracts for these stems: about 200 signs around the place where most of them stand together, matching
 * words apart, everything as it was written. Without a match in the text, its beginning.
 */
export function highlighter(stems: Set<string>): Highlighter {
	const find = finder(stems);
	return (text) => {
		const hits = find(text);
		const around = densest(hits);
		const [start, end] = windowOf(text, around);
		return segments(
			text,
			hits.filter((hit) => hit.start >= start && hit.end <= end),
			start,
			end
		);
	};
}

/**
 * Stemming only ever changes the end of a word: the first letters of the stems find the words worth stemming, many
 * times faster than reading every word. Stems that are not Latin letters need the slow way.
 */
function finder(stems: Set<string>): (text: string) => Hit[] {
	if ([...stems].some((stem) => !/^[a-z]+$/.test(stem)))
		return (text) =>
			wordsIn(text)
				.filter((word) => stems.has(word.stem))
				.slice(0, mostMatches);
	const beginnings = new Set([...stems].map((stem) => accented(stem.slice(0, 3))));
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...beginnings].join('|')})[\\p{L}\\p{N}]*`, 'giu');
	return (text) => {
		const hits: Hit[] = [];
		for (const match of text.matchAll(pattern)) {
			const stem = stemOf(match[0]);
			if (stems.has(stem)) hits.push({ start: match.index, end: match.index + match[0].length, stem });
			if (hits.length === mostMatches) break;
		}
		return hits;
	};
}

const accents: Record<string, string> = {
	a: '[aàâäáãå]',
	c: '[cç]',
	e: '[eéèêë]',
	i: '[iîïíì]',
	n: '[nñ]',
	o: '[oôöóòõ]',
	u: '[uùûüú]',
	y: '[yÿý]'
};

const accented = (letters: string): string =>
	letters.replace(/oe|ae|./g, (sign) => {
		const plain = [...sign].map((letter) => accents[letter] ?? letter).join('');
		return sign.length === 1 ? plain : `(?:${plain}|${sign === 'oe' ? 'œ' : 'æ'})`;
	});

/** The span of hits no longer than an extract that holds most different words, then most words; the first of equals. */
function densest(hits: Hit[]): { start: number; end: number } | undefined {
	let best: { start: number; end: number; score: number } | undefined;
	for (let from = 0, to = 0; from < hits.length; from++) {
		const start = hits[from]!.start;
		while (to < hits.length && hits[to]!.end - start <= extractLength * 0.8) to++;
		const inside = hits.slice(from, Math.max(to, from + 1));
		const score = new Set(inside.map((hit) => hit.stem)).size * 100 + inside.length;
		if (!best || score > best.score) best = { start, end: inside.at(-1)!.end, score };
	}
	return best;
}

/** The bounds of an extract that holds `around`, cut between words and, where one begins nearby, at a sentence. */
function windowOf(text: string, around: { start: number; end: number } | undefined): [number, number] {
	if (text.length <= extractLength || !around) return [0, wordEnd(text, extractLength)];
	const room = Math.max(0, extractLength - (around.end - around.start));
	const wanted = Math.max(0, Math.min(around.start - room / 3, text.length - extractLength));
	const sentence = /(?<=[.!?…]\s|^)\S/g;
	sentence.lastIndex = Math.max(0, Math.floor(wanted - room / 3));
	const begun = sentence.exec(text);
	const start = begun && begun.index <= around.start ? begun.index : wordStart(text, Math.floor(wanted));
	return [start, wordEnd(text, Math.max(around.end, start + extractLength))];
}

function wordStart(text: string, at: number): number {
	if (at === 0) return 0;
	const space = text.indexOf(' ', at);
	return space === -1 || space > at + 40 ? at : space + 1;
}

function wordEnd(text: string, at: number): number {
	if (at >= text.length) return text.length;
	const space = text.lastIndexOf(' ', at);
	return space > at - 40 && space > 0 ? space : at;
}

function segments(text: string, hits: Hit[], start: number, end: number): Segment[] {
	const parts: Segment[] = [];
	let from = start;
	for (const hit of hits) {
		if (hit.start > from) parts.push({ text: onOneLine(text.slice(from, hit.start)), match: false });
		parts.push({ text: text.slice(hit.start, hit.end), match: true });
		from = hit.end;
	}
	if (end > from) parts.push({ text: onOneLine(text.slice(from, end)), match: false });
	if (start > 0) parts.unshift({ text: '… ', match: false });
	if (end < text.length) parts.push({ text: ' …', match: false });
	return joined(parts);
}

/** Lines of a text are blocks of it (a heading, a cell): a dot keeps apart what no sentence joins. */
const onOneLine = (text: string): string =>
	text.replace(/([.!?…:;,])?[^\S\n]*\n\s*/g, (_, end: string | undefined) => (end ? `${end} ` : ' · '));

/** Neighbours of one kind become one. */
const joined = (parts: Segment[]): Segment[] =>
	parts.reduce<Segment[]>((kept, part) => {
		const last = kept.at(-1);
		if (last && last.match === part.match) last.text += part.text;
		else kept.push({ ...part });
		return kept;
	}, []);
