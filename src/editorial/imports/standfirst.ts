import {
	linksIn,
	plainBlocks,
	plainText,
	type Block,
	type Inline,
	type Paragraph,
	type Text
} from '#editorial/content/index.ts';
import { fold, shorten } from '#kernel/text.ts';

/** Longest standfirst made from a longer text, in signs: three lines of a page. */
const usual = 420;

export type Opening = { standfirst: string; blocks: Block[] };

/**
 * How an article begins. An excerpt becomes the standfirst; what is too long for one goes on at the head of the text, and
 * the links that a standfirst cannot hold go to its end. Without an excerpt, the first sentences are taken out of the text
 * to make one. A text never begins by saying its standfirst again.
 */
export function openingOf(excerpt: Block[], body: Block[]): Opening {
	const blocks = withoutRepeated(plainBlocks(excerpt), body);
	const paragraphs = excerpt.filter((block) => plainBlocks([block]) !== '');
	if (paragraphs.length === 0) return takenFrom(blocks);
	const whole = plainBlocks(paragraphs).replace(/\n/g, ' ');
	if (blocks.length === 0) return { standfirst: shorten(whole, usual), blocks: paragraphs };
	if (whole.length <= usual) return { standfirst: whole, blocks: withLinksOf(paragraphs, blocks) };
	const [first, ...rest] = paragraphs;
	const opening = plainBlocks([first!]).replace(/\n/g, ' ');
	if (opening.length <= usual * 1.5)
		return { standfirst: opening, blocks: withLinksOf([first!], [...rest, ...blocks]) };
	const cut = cutParagraph(first!, usual);
	if (!cut) return { standfirst: shorten(opening, usual), blocks: [...paragraphs, ...blocks] };
	return { standfirst: cut.head, blocks: [...cut.tail, ...rest, ...blocks] };
}

/** A text that ends on the links of its standfirst, those that it does not give already. */
function withLinksOf(excerpt: Block[], blocks: Block[]): Block[] {
	const known = linksIn(blocks);
	const linked = excerpt
		.flatMap((block) => (block.type === 'paragraph' ? (block.content ?? []) : []))
		.filter(
			(inline): inline is Text => inline.type === 'text' && linksOf(inline).some((href) => !known.includes(href))
		);
	if (linked.length === 0) return blocks;
	const content = linked.flatMap((inline, index): Inline[] => [
		...(index > 0 ? [{ type: 'text', text: ', ' } as const] : []),
		{ ...inline, text: inline.text.trim() }
	]);
	return [
		...blocks,
		{ type: 'paragraph', content: [{ type: 'text', text: 'Liens de l’introduction : ' }, ...content] }
	];
}

const linksOf = (inline: Text): string[] =>
	(inline.marks ?? []).flatMap((mark) => (mark.type === 'link' ? mark.attrs.href : []));

/** The first sentences of a text that has no excerpt, and the text without them. */
function takenFrom(blocks: Block[]): Opening {
	const [first, ...rest] = blocks;
	const nothing = { standfirst: '', blocks };
	if (first?.type !== 'paragraph' || rest.length === 0) return nothing;
	const words = plainText(first.content);
	if (words.length <= usual && linksIn([first]).length === 0 && words.length >= 40)
		return { standfirst: words.trim(), blocks: rest };
	const cut = cutParagraph(first, usual);
	return cut ? { standfirst: cut.head, blocks: [...cut.tail, ...rest] } : nothing;
}

/** A paragraph cut at the end of a sentence, before its first link; undefined when there is no good place. */
function cutParagraph(block: Block, limit: number): { head: string; tail: Paragraph[] } | undefined {
	if (block.type !== 'paragraph') return undefined;
	const content = block.content ?? [];
	const link = content.findIndex((each) => each.type === 'text' && each.marks?.some(({ type }) => type === 'link'));
	const free = plainText(link === -1 ? content : content.slice(0, link)).slice(0, limit);
	const end = Math.max(
		...[...free.matchAll(/[.!?…](?:[\u00a0\u202f ]»)?(?= )/g)].map((found) => found.index + found[0].length),
		-1
	);
	if (end < 40) return undefined;
	const tail = after(content, end);
	return { head: free.slice(0, end).trim(), tail: tail.length > 0 ? [{ ...block, content: tail }] : [] };
}

/** Inline content from a position in its plain text. */
function after(content: Inline[], position: number): Inline[] {
	let left = position;
	return content.flatMap((inline): Inline[] => {
		const length = inline.type === 'text' ? inline.text.length : 1;
		const skipped = Math.min(left, length);
		left -= skipped;
		if (inline.type !== 'text') return skipped > 0 ? [] : [inline];
		const text = skipped > 0 ? inline.text.slice(skipped).trimStart() : inline.text;
		return text ? [{ ...inline, text }] : [];
	});
}

const bare = (text: string) => fold(text).replace(/[^a-z0-9]+/g, '');

/** Old sites often made the excerpt out of the first paragraph, and kept it there. */
function withoutRepeated(excerpt: string, body: Block[]): Block[] {
	const [first, ...rest] = body;
	if (!excerpt || first?.type !== 'paragraph' || rest.length === 0) return body;
	return bare(plainText(first.content)) === bare(excerpt) ? rest : body;
}
