import { styleOf, writtenStyle } from './foreign.ts';
import { pastedHref } from './links.ts';

/** Words with what they mean, once all that only shows is gone. */
export type Words = Meaning & { text: string };
export type Picture = { picture: HTMLImageElement };
export type Break = { isBreak: true };
export type Piece = Words | Picture | Break;

/** What the form of words means. */
export type Meaning = { strong?: boolean; emphasis?: boolean; href?: string; lang?: string };

/** What a pasted text is made of and where it comes from, through the whole reading. */
export type Source = {
	/** Whether the languages it names were chosen by somebody, and not by a spelling checker. */
	hasLanguages: boolean;
	/** The origin of our own pages, whose addresses become paths. */
	origin: string;
};

/** Elements that hold nothing to read. */
export const isUnread = (element: Element): boolean =>
	element.matches(
		'script, style, meta, link, title, head, template, noscript, button, input, select, textarea, svg, math, canvas, iframe, object, embed, audio, video, [hidden], [aria-hidden="true"]:not(img)'
	) || /display:\s*none|mso-hide:\s*all|mso-element:\s*(comment|header|footer)/i.test(writtenStyle(element));

/** The words, breaks and pictures under a node, each with what it means where it stands. */
export function piecesOf(node: Node, meaning: Meaning, source: Source): Piece[] {
	if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ? [{ ...meaning, text: node.nodeValue }] : [];
	if (!(node instanceof HTMLElement) || isUnread(node) || isWordMarker(node)) return [];
	if (node.tagName === 'BR') return [{ isBreak: true }];
	if (node instanceof HTMLImageElement) return isEmoji(node) ? [{ ...meaning, text: node.alt }] : [{ picture: node }];
	const here = meaningOf(node, meaning, source);
	return [...node.childNodes].flatMap((child) => piecesOf(child, here, source));
}

/** The sign that Word writes before an item of a list. */
const isWordMarker = (element: HTMLElement) => /mso-list:\s*ignore/i.test(writtenStyle(element));

const isEmoji = ({ alt }: HTMLImageElement) =>
	/^\p{Extended_Pictographic}[\p{M}\u200d\p{Extended_Pictographic}]*$/u.test(alt);

/** What an element adds to what its parents mean: by its name, and by its style where that says otherwise. */
export function meaningOf(element: HTMLElement, above: Meaning, source: Source): Meaning {
	const { tagName } = element;
	const [weight, slope] = [styleOf(element, 'font-weight'), styleOf(element, 'font-style')];
	const here: Meaning = { ...above };
	if (tagName === 'B' || tagName === 'STRONG') here.strong = true;
	if (['I', 'EM', 'CITE', 'DFN'].includes(tagName)) here.emphasis = true;
	if (/^(bold|normal|lighter|\d)/.test(weight)) here.strong = /^(bold|[6-9]00)/.test(weight);
	if (/^(italic|oblique|normal)/.test(slope)) here.emphasis = slope !== 'normal';
	if (tagName === 'A') here.href = pastedHref(element.getAttribute('href') ?? '', source.origin) ?? above.href;
	if (source.hasLanguages && element.lang) here.lang = /^fr\b/i.test(element.lang) ? undefined : element.lang;
	return here;
}

const isWords = (piece: Piece | undefined): piece is Words => piece !== undefined && 'text' in piece;
const isSame = (one: Words, other: Words) =>
	!one.strong === !other.strong &&
	!one.emphasis === !other.emphasis &&
	one.href === other.href &&
	one.lang === other.lang;

/** Unseen signs out, spaces made one, unbreakable ones kept only where French wants them. */
const tidy = (text: string): string =>
	text
		.replace(/[\u00ad\u200b\u200c\u2060\ufeff\u0000-\u0008]/g, '')
		.replace(/[\s\u00a0\u202f]*[\u00a0\u202f][\s\u00a0\u202f]*/g, (run) => (run.length === 1 ? run : ' '))
		.replace(/(?<![«\d])[\u00a0\u202f](?![;:!?»%€\d])/g, ' ')
		.replace(/[\t\n\r\f ]+/g, ' ');

/** One line of words: neighbours that mean the same are joined, and no space begins, ends or doubles. */
function lineOf(words: Words[]): Words[] {
	const joined: Words[] = [];
	for (const each of words) {
		const last = joined.at(-1);
		if (last && isSame(last, each)) last.text += each.text;
		else joined.push({ ...each });
	}
	let before = ' ';
	for (const each of joined) {
		each.text = tidy(each.text);
		if (before.endsWith(' ')) each.text = each.text.replace(/^ +/, '');
		if (each.text) before = each.text;
	}
	for (let at = joined.length - 1; at >= 0; at--) {
		joined[at]!.text = joined[at]!.text.replace(/[ \u00a0]+$/, '');
		if (joined[at]!.text) break;
	}
	return joined.filter(({ text }) => text);
}

/** Paragraphs as lists of lines, in the order of the pieces; pictures stand between them. */
export function paragraphsOf(pieces: Piece[]): (Words[][] | Picture)[] {
	const found: (Words[][] | Picture)[] = [];
	let lines: Words[][] = [];
	let line: Words[] = [];
	const endLine = () => {
		const words = lineOf(line);
		line = [];
		if (words.length > 0) lines.push(words);
		return words.length > 0;
	};
	const endParagraph = () => {
		endLine();
		if (lines.length > 0) found.push(lines);
		lines = [];
	};
	for (const piece of pieces) {
		if (isWords(piece)) line.push(piece);
		else if ('picture' in piece) {
			endParagraph();
			found.push(piece);
		} else if (!endLine()) endParagraph();
	}
	endParagraph();
	return found;
}
