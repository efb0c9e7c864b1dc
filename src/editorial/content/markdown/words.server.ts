import type { Inline, Mark, Paragraph } from '../document.ts';

const ranks: Record<Mark['type'], number> = { link: 0, language: 1, strong: 2, emphasis: 3 };

/** Marks with one more, in the order of the schema; a link inside a link, or a language inside another, gives way. */
export function withMark(marks: Mark[], mark: Mark): Mark[] {
	if (marks.some(({ type }) => type === mark.type)) {
		if (mark.type !== 'language') return marks;
		return withMark(
			marks.filter(({ type }) => type !== 'language'),
			mark
		);
	}
	return [...marks, mark].sort((a, b) => ranks[a.type] - ranks[b.type]);
}

export const words = (text: string, marks: Mark[] = []): Inline =>
	marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };

type Token = { word: string; marks: Mark[] } | 'space' | 'break';

/**
 * The paragraphs of a run of inline content as a browser would show it: white space collapsed, none at the edges nor
 * under a mark's edge, two breaks in a row making two paragraphs. Nothing but spaces is nothing.
 */
export function paragraphsOf(run: Inline[]): Paragraph[] {
	return splitAtBreaks(run.flatMap(tokensOf))
		.map(trimmed)
		.filter((tokens) => tokens.some((token) => typeof token === 'object' && /[^\s\u200b]/.test(token.word)))
		.map((tokens) => ({ type: 'paragraph', content: joined(tokens) }));
}

function tokensOf(inline: Inline): Token[] {
	if (inline.type === 'hardBreak') return ['break'];
	// Zero-width spaces and byte-order marks are traces of editors; no-break spaces are meant.
	const text = inline.text.replace(/[\u200b\ufeff]/g, '');
	return text
		.split(/([ \t\r\n\f]+)/)
		.filter((part) => part !== '')
		.map((part) => (/^[ \t\r\n\f]/.test(part) ? 'space' : { word: part, marks: inline.marks ?? [] }));
}

function splitAtBreaks(tokens: Token[]): Token[][] {
	const runs: Token[][] = [[]];
	let breaks = 0;
	for (const token of tokens) {
		if (token === 'break') breaks += 1;
		else if (token !== 'space' && breaks >= 2) {
			runs.push([]);
			breaks = 0;
		} else if (token !== 'space') breaks = 0;
		runs.at(-1)!.push(token);
	}
	return runs;
}

function trimmed(tokens: Token[]): Token[] {
	const kept: Token[] = [];
	for (const token of tokens) {
		const last = kept.at(-1);
		if (token === 'space' && typeof last !== 'object') continue;
		if (token === 'break') {
			if (last === 'space') kept.pop();
			if (kept.length === 0 || kept.at(-1) === 'break') continue;
		}
		kept.push(token);
	}
	while (kept.length > 0 && typeof kept.at(-1) === 'string') kept.pop();
	return withoutOuterSpaces(kept);
}

/** No-break spaces at the edges of a paragraph are traces too. */
function withoutOuterSpaces(tokens: Token[]): Token[] {
	const [first, last] = [tokens[0], tokens.at(-1)];
	if (typeof first === 'object') first.word = first.word.replace(/^[\u00a0\u202f]+/, '');
	if (typeof last === 'object') last.word = last.word.replace(/[\u00a0\u202f]+$/, '');
	const isEmpty = (token: Token | undefined) => typeof token === 'object' && token.word === '';
	const inside = tokens.slice(isEmpty(first) ? 1 : 0, isEmpty(last) && tokens.length > 1 ? -1 : undefined);
	return inside.length < tokens.length ? trimmed(inside) : tokens;
}

const sameMarks = (a: Mark[], b: Mark[]): boolean => JSON.stringify(a) === JSON.stringify(b);

function joined(tokens: Token[]): Inline[] {
	const content: Inline[] = [];
	const append = (text: string, marks: Mark[]) => {
		const last = content.at(-1);
		if (last?.type === 'text' && sameMarks(last.marks ?? [], marks)) last.text += text;
		else content.push(words(text, marks));
	};
	tokens.forEach((token, index) => {
		if (token === 'break') content.push({ type: 'hardBreak' });
		else if (token === 'space') append(' ', commonMarks(tokens[index - 1], tokens[index + 1]));
		else append(token.word, token.marks);
	});
	return content;
}

/** A space is under the marks that both its neighbours share. */
function commonMarks(before: Token | undefined, after: Token | undefined): Mark[] {
	if (typeof before !== 'object' || typeof after !== 'object') return [];
	return before.marks.filter((mark) => after.marks.some((other) => sameMarks([mark], [other])));
}

/** Several paragraphs on one line each, as one run: for a heading, or a caption. */
export const inOneRun = (paragraphs: Paragraph[]): Inline[] =>
	paragraphs.flatMap((paragraph, index) =>
		index === 0 ? (paragraph.content ?? []) : [words(' '), ...(paragraph.content ?? [])]
	);

/** The same words, strong. */
export const strongly = (content: Inline[]): Inline[] =>
	content.map((inline) =>
		inline.type === 'text' ? words(inline.text, withMark(inline.marks ?? [], { type: 'strong' })) : inline
	);

/** The same words, where strong says nothing because all of them are. */
export const withoutStrong = (content: Inline[]): Inline[] =>
	content.map((inline) =>
		inline.type === 'text'
			? words(
					inline.text,
					(inline.marks ?? []).filter(({ type }) => type !== 'strong')
				)
			: inline
	);
