import type { Block, Inline, ListItem, TableRow } from './document.ts';
import { plainText } from './channel.ts';

/** Anything of a document that may hold something. */
export type Part = Block | ListItem | TableRow | TableRow['content'][number] | Inline;

/** Every part of some blocks, a container before what it holds. */
export function* partsOf(parts: readonly Part[]): Generator<Part> {
	for (const part of parts) {
		yield part;
		if ('content' in part && part.content) yield* partsOf(part.content as Part[]);
	}
}

/** Ids of the pictures and files that blocks show, each once. */
export function mediaIn(blocks: Block[]): string[] {
	const found = [...partsOf(blocks)].flatMap((part) =>
		part.type === 'image' || part.type === 'file' ? part.attrs.media : []
	);
	return [...new Set(found)];
}

/** Where blocks lead: links, buttons and videos, each address once. */
export function linksIn(blocks: Block[]): string[] {
	const found = [...partsOf(blocks)].flatMap((part) => {
		if (part.type === 'callToAction' || part.type === 'video') return part.attrs.href;
		if (part.type !== 'text') return [];
		return (part.marks ?? []).flatMap((mark) => (mark.type === 'link' ? mark.attrs.href : []));
	});
	return [...new Set(found)];
}

/** The words of blocks without any form, one line per paragraph: for search and for counting. */
export const plainBlocks = (blocks: Block[]): string =>
	blocks
		.flatMap(linesOf)
		.map((line) => line.replace(/\s+/g, ' ').trim())
		.filter(Boolean)
		.join('\n');

function linesOf(part: Part): string[] {
	switch (part.type) {
		case 'paragraph':
		case 'heading':
			return [plainText(part.content)];
		case 'image':
			return [part.attrs.alt ?? '', part.attrs.caption ?? ''];
		case 'keyFigure':
			return [`${part.attrs.value} ${part.attrs.label}`, part.attrs.source ?? ''];
		case 'callToAction':
		case 'file':
			return [part.attrs.label ?? ''];
		case 'text':
		case 'hardBreak':
		case 'separator':
			return [];
	}
	return [...ownWords(part), ...((part.content ?? []) as Part[]).flatMap(linesOf)];
}

/** What a container says itself, beside what it holds. */
function ownWords(part: Part): string[] {
	switch (part.type) {
		case 'questionAnswer':
			return [part.attrs.question];
		case 'video':
			return [part.attrs.title];
		case 'aside':
			return [part.attrs?.title ?? ''];
		case 'table':
			return [part.attrs?.caption ?? ''];
		case 'quote':
			return [part.attrs?.author ?? ''];
	}
	return [];
}

/** How many words a reader reads in blocks. */
export const wordsOf = (blocks: Block[]): number =>
	plainBlocks(blocks).match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;
