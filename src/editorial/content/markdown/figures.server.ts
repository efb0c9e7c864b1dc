import type { Block, Image } from '../document.ts';
import { flatText } from './fit.server.ts';
import { isElement, type ElementReader } from './pieces.server.ts';
import { words } from './words.server.ts';
import type { Element } from './trees.ts';

/** A figure: its caption goes to what it shows, or follows it when that has no place for one. */
export const readFigure: ElementReader = (element, marks, hand) => {
	const isCaption = (child: Element['children'][number]): child is Element => isElement(child, 'figcaption');
	const caption = flatText(hand.blocks(element.children.filter(isCaption)));
	const blocks = hand.blocks(
		element.children.filter((child) => !isCaption(child)),
		marks
	);
	if (blocks.length > 1 && blocks.every((block): block is Image => block.type === 'image'))
		return [{ type: 'gallery', content: blocks }, ...captionLine(caption)];
	const [only] = blocks;
	if (!caption) return blocks;
	if (blocks.length === 1 && only) {
		const captioned = withCaption(only, caption);
		if (captioned) return [captioned];
	}
	return [...blocks, ...captionLine(caption)];
};

function withCaption(block: Block, caption: string): Block | undefined {
	switch (block.type) {
		case 'image':
			return { ...block, attrs: { ...block.attrs, caption } };
		case 'table':
			return { ...block, attrs: { ...block.attrs, caption: block.attrs?.caption || caption } };
		case 'quote':
			return { ...block, attrs: { ...block.attrs, author: block.attrs?.author || caption.replace(/^[—–-]\s*/, '') } };
		case 'video':
			return { ...block, attrs: { ...block.attrs, title: caption.slice(0, 300) } };
	}
	return undefined;
}

const captionLine = (caption: string): Block[] =>
	caption ? [{ type: 'paragraph', content: [words(caption, [{ type: 'emphasis' }])] }] : [];
