import type { Warning } from '../channel.ts';
import type { Block, Inline, Mark } from '../document.ts';
import type { ReadingOptions } from './reading.ts';
import type { Element, Node } from './trees.ts';
import { paragraphsOf } from './words.server.ts';

/** What an element gives: words that go on in their paragraph, and blocks that end it. */
export type Piece = Inline | Block;

/** Reads one element. `marks` are those of the elements around it. */
export type ElementReader = (element: Element, marks: Mark[], hand: Hand) => Piece[];

/** What the readers of elements share: how to read on, and where to say what was lost. */
export type Hand = {
	options: ReadingOptions;
	warnings: Warning[];
	/** Abbreviations that were spelt out already. */
	explained: Set<string>;
	pieces: (nodes: Node[], marks: Mark[]) => Piece[];
	blocks: (nodes: Node[], marks?: Mark[]) => Block[];
};

const isInline = (piece: Piece): piece is Inline => piece.type === 'text' || piece.type === 'hardBreak';

/** Pieces as blocks: words between two blocks make paragraphs. */
export function assemble(pieces: Piece[]): Block[] {
	const blocks: Block[] = [];
	let run: Inline[] = [];
	for (const piece of pieces) {
		if (isInline(piece)) {
			run.push(piece);
			continue;
		}
		blocks.push(...paragraphsOf(run), piece);
		run = [];
	}
	return [...blocks, ...paragraphsOf(run)];
}

/** An attribute as text; empty when absent. */
export function said(element: Element, name: string): string {
	const value = element.properties[name];
	if (Array.isArray(value)) return value.join(' ');
	return value === undefined || value === null || value === false ? '' : String(value);
}

export const hasClass = (element: Element, name: RegExp): boolean =>
	said(element, 'className')
		.split(/\s+/)
		.some((each) => name.test(each));

export const isElement = (node: Node, ...tagNames: string[]): node is Element =>
	node.type === 'element' && (tagNames.length === 0 || tagNames.includes(node.tagName));

/** The words of a node and all it holds, as they are written. */
export function textOf(node: Node): string {
	if (node.type === 'text') return node.value;
	return 'children' in node ? node.children.map(textOf).join('') : '';
}

export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
