import type { Inline, Mark } from '../document.ts';
import { plainText } from '../channel.ts';
import { directiveReaders } from './own-elements.server.ts';
import { readFigure } from './figures.server.ts';
import { fitParagraphs } from './fit.server.ts';
import { languageMarks, readEmbed, readImage, readLink } from './links.server.ts';
import { readAside, readDefinitions, readDetails, readList, readPreformatted, readQuote } from './lists.server.ts';
import { assemble, said, textOf, tidy, type ElementReader, type Hand, type Piece } from './pieces.server.ts';
import { readTable } from './tables.server.ts';
import { inOneRun, withMark, withoutStrong, words } from './words.server.ts';
import type { Element, Node } from './trees.ts';

/** What elements hold, read in order. */
function piecesOf(nodes: Node[], marks: Mark[], hand: Hand): Piece[] {
	return nodes.flatMap((node) => {
		if (node.type === 'text') return node.value ? [words(node.value, marks)] : [];
		if (node.type !== 'element') return [];
		const reader = readers[node.tagName] ?? (hand.options.directives ? directiveReaders[node.tagName] : undefined);
		return (reader ?? readOn)(node, languageMarks(node, marks), hand);
	});
}

/** A hand that reads whole trees. */
export function takeHand(options: Hand['options']): Hand {
	const hand: Hand = {
		options,
		warnings: [],
		explained: new Set(),
		pieces: (nodes, marks) => piecesOf(nodes, marks, hand),
		blocks: (nodes, marks = []) => assemble(piecesOf(nodes, marks, hand))
	};
	return hand;
}

/** An element that adds nothing to what it holds. */
const readOn: ElementReader = (element, marks, hand) => hand.pieces(element.children, marks);

/** An element that stands on its own lines. */
const readPart: ElementReader = (element, marks, hand) => hand.blocks(element.children, marks);

const marking =
	(mark: Mark): ElementReader =>
	(element, marks, hand) =>
		hand.pieces(element.children, withMark(marks, mark));

/** Titles keep the level that was written; `mendHeadings` settles them once the whole text is read. */
const readHeading: ElementReader = (element, _marks, hand) => {
	const { inside, after } = fitParagraphs(hand.blocks(element.children));
	const content = withoutWholeStrong(inOneRun(inside).filter(({ type }) => type === 'text'));
	if (plainText(content).trim() === '') return after;
	const level = Number(element.tagName.slice(1)) as 2 | 3 | 4;
	return [{ type: 'heading', attrs: { level }, content }, ...after];
};

/** A title is strong already: `## **Title**` is a habit of writers, not a meaning. */
function withoutWholeStrong(content: Inline[]): Inline[] {
	const isStrong = (inline: Inline) => inline.type === 'text' && inline.marks?.some(({ type }) => type === 'strong');
	if (!content.every((inline) => isStrong(inline) || plainText([inline]).trim() === '')) return content;
	return withoutStrong(content);
}

const powers: Record<string, string> = { '2': '²', '3': '³' };

/** m², and the note that a footnote's number calls; other superscripts (1er) read well as they are. */
const readSuperscript: ElementReader = (element, marks, hand) => {
	const call = element.children.find(
		(child): child is Element => child.type === 'element' && 'dataFootnoteRef' in child.properties
	);
	if (call) return [words(`\u00a0[${textOf(call)}]`, marks)];
	const power = powers[textOf(element).trim()];
	return power ? [words(power, marks)] : hand.pieces(element.children, marks);
};

/** What an abbreviation means is said in words the first time, since nobody can hover a printed page or a telephone. */
const readAbbreviation: ElementReader = (element, marks, hand) => {
	const [short, long] = [tidy(textOf(element)), tidy(said(element, 'title'))];
	const pieces = hand.pieces(element.children, marks);
	if (!long || long === short || hand.explained.has(short)) return pieces;
	hand.explained.add(short);
	return [...pieces, words(` (${long})`, marks)];
};

const readInlineQuote: ElementReader = (element, marks, hand) => [
	words('«\u202f', marks),
	...hand.pieces(element.children, marks),
	words('\u202f»', marks)
];

const strongly = marking({ type: 'strong' });

/** Strong, but for the `<b style="font-weight:normal">` that word processors put around a whole text. */
const strong: ElementReader = (element, marks, hand) =>
	/font-weight:\s*(normal|400)/.test(said(element, 'style'))
		? readOn(element, marks, hand)
		: strongly(element, marks, hand);

const emphasis = marking({ type: 'emphasis' });

const readers: Record<string, ElementReader> = {
	...Object.fromEntries(
		[
			'p',
			'div',
			'section',
			'article',
			'main',
			'header',
			'footer',
			'nav',
			'address',
			'center',
			'fieldset',
			'li',
			'dd',
			'dt'
		]
			.concat(['summary', 'legend', 'hgroup', 'search', 'tr', 'tbody', 'thead', 'tfoot', 'figcaption', 'caption'])
			.map((name) => [name, readPart])
	),
	...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, readHeading])),
	td: readPart,
	th: readPart,
	a: readLink,
	strong,
	b: strong,
	em: emphasis,
	i: emphasis,
	cite: emphasis,
	dfn: emphasis,
	var: emphasis,
	q: readInlineQuote,
	abbr: readAbbreviation,
	sup: readSuperscript,
	br: () => [{ type: 'hardBreak' }],
	hr: () => [{ type: 'separator' }],
	img: readImage,
	picture: readOn,
	figure: readFigure,
	ul: readList,
	ol: readList,
	menu: readList,
	dl: readDefinitions,
	blockquote: readQuote,
	pre: readPreformatted,
	table: readTable,
	details: readDetails,
	aside: readAside,
	iframe: readEmbed,
	video: readEmbed,
	audio: readEmbed,
	object: readEmbed,
	embed: readEmbed
};
