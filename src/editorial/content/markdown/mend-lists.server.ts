import type { Block, BulletList, Inline, ListItem, Paragraph } from '../document.ts';

/** A dash or a bullet typed by hand. Not a long dash: French dialogues begin with it. */
const sign = /^[-•·●▪*][ \u00a0]+(?=\S)/;

type Line = { content: Inline[]; isItem: boolean };

/** Lists typed as lines that begin with a dash, whether each is a paragraph or they are parted by breaks. Two at least. */
export function mendTypedLists(blocks: Block[]): Block[] {
	const mended: Block[] = [];
	let items: Paragraph[] = [];
	const endItems = () => {
		if (items.length > 1) mended.push(listOf(items));
		else mended.push(...items);
		items = [];
	};
	for (const block of blocks) {
		if (block.type === 'paragraph' && !hasBreak(block) && startsWithSign(block.content)) {
			items.push(block);
			continue;
		}
		endItems();
		mended.push(...(block.type === 'paragraph' && hasBreak(block) ? splitLines(block) : [block]));
	}
	endItems();
	return mended;
}

const hasBreak = ({ content = [] }: Paragraph) => content.some(({ type }) => type === 'hardBreak');

const startsWithSign = ([first]: Inline[] = []) => first?.type === 'text' && sign.test(first.text);

function splitLines(paragraph: Paragraph): Block[] {
	const lines: Line[] = [{ content: [], isItem: false }];
	for (const inline of paragraph.content ?? []) {
		if (inline.type === 'hardBreak') lines.push({ content: [], isItem: false });
		else lines.at(-1)!.content.push(inline);
	}
	for (const line of lines) line.isItem = startsWithSign(line.content);
	if (lines.filter(({ isItem }) => isItem).length < 2) return [paragraph];
	const blocks: Block[] = [];
	for (const { content, isItem } of lines) {
		const last = blocks.at(-1);
		if (isItem && last?.type === 'bulletList') last.content.push(itemOf({ type: 'paragraph', content }));
		else if (isItem) blocks.push(listOf([{ type: 'paragraph', content }]));
		else if (last?.type === 'paragraph') last.content?.push({ type: 'hardBreak' }, ...content);
		else if (content.length > 0) blocks.push({ type: 'paragraph', content: [...content] });
	}
	return blocks;
}

const listOf = (paragraphs: Paragraph[]): BulletList => ({ type: 'bulletList', content: paragraphs.map(itemOf) });

function itemOf({ content = [] }: Paragraph): ListItem {
	const [first, ...rest] = content;
	const opening = first?.type === 'text' ? [{ ...first, text: first.text.replace(sign, '') }] : first ? [first] : [];
	return { type: 'listItem', content: [{ type: 'paragraph', content: [...opening, ...rest] }] };
}
