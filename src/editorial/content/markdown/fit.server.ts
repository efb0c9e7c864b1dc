import type { Address, Block, ListItem, OrderedList, BulletList, Paragraph, Prose } from '../document.ts';
import { plainText } from '../channel.ts';
import { strongly, words } from './words.server.ts';

/** What may stay inside a container, and what must stand after it. */
export type Fitted<B> = { inside: B[]; after: Block[] };

const addressed = <B extends Block>(block: B, address: Address | null | undefined): B =>
	address ? { ...block, attrs: { ...block.attrs, for: address } } : block;

const isList = (block: Block): block is BulletList | OrderedList =>
	block.type === 'bulletList' || block.type === 'orderedList';

function fit<B extends Block>(blocks: Block[], admit: (block: Block) => B[] | undefined): Fitted<B> {
	const fitted: Fitted<B> = { inside: [], after: [] };
	for (const block of blocks) {
		const inside = admit(block);
		if (inside) fitted.inside.push(...inside);
		else fitted.after.push(block);
	}
	return fitted;
}

/** For an aside, an answer or a transcript: a heading becomes a strong line, a picture or a table comes after. */
export const fitProse = (blocks: Block[]): Fitted<Prose> =>
	fit<Prose>(blocks, (block) => {
		if (block.type === 'paragraph' || block.type === 'quote' || isList(block)) return [block];
		return block.type === 'heading' || block.type === 'separator' ? toParagraphs(block) : undefined;
	});

/** For an item of a list. */
export const fitItem = (blocks: Block[]): Fitted<ListItem['content'][number]> =>
	fit<ListItem['content'][number]>(blocks, (block) => (isList(block) ? [block] : toParagraphs(block)));

/** For a cell or a quote: nothing but paragraphs. */
export const fitParagraphs = (blocks: Block[]): Fitted<Paragraph> => fit(blocks, toParagraphs);

/** A block said in paragraphs, when it can be. */
function toParagraphs(block: Block): Paragraph[] | undefined {
	const address = block.attrs?.for;
	switch (block.type) {
		case 'paragraph':
			return [block];
		case 'heading':
			return [addressed({ type: 'paragraph', content: strongly(block.content ?? []) }, address)];
		case 'quote':
			return block.content.map((paragraph) => addressed(paragraph, paragraph.attrs?.for ?? address));
		case 'bulletList':
			return listLines(block, () => '• ').map((line) => addressed(line, address));
		case 'orderedList': {
			const start = block.attrs?.start ?? 1;
			return listLines(block, (index) => `${start + index}. `).map((line) => addressed(line, address));
		}
		case 'separator':
			return [];
	}
	return undefined;
}

/** One line per item, begun by its sign; what an item holds below comes as lines of their own. */
function listLines(list: BulletList | OrderedList, sign: (index: number) => string): Paragraph[] {
	return list.content.flatMap((item, index) =>
		item.content.flatMap((part, position) => {
			const lines = toParagraphs(part) ?? [];
			if (position > 0) return lines;
			return lines.map((line) => ({ ...line, content: [words(sign(index)), ...(line.content ?? [])] }));
		})
	);
}

/** The words of blocks on one line: for a caption, a label, a question. */
export const flatText = (blocks: Block[]): string =>
	fitParagraphs(blocks)
		.inside.map((paragraph) => plainText(paragraph.content))
		.join(' ')
		.replace(/\s+/g, ' ')
		.trim();
