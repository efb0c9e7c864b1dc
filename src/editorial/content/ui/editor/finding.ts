import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type Selection } from '@tiptap/pm/state';
import { fold } from '#kernel/text.ts';

/** What a display may have changed in words, made plain sign for sign: positions stay those of the text. */
const plain = (text: string) =>
	[...text]
		.map((sign) => (/[\s\u00a0\u202f]/.test(sign) ? ' ' : fold(sign).length === sign.length ? fold(sign) : sign))
		.join('');

/** Words in a block, else the block itself; nothing when there is no such block. */
export function find(doc: Node, blockIndex: number, text = ''): Selection | undefined {
	const block = doc.maybeChild(blockIndex);
	if (!block) return undefined;
	let pos = 0;
	for (let index = 0; index < blockIndex; index++) pos += doc.child(index).nodeSize;
	return (text && findWords(doc, block, pos, plain(text))) || whole(doc, block, pos);
}

function findWords(doc: Node, block: Node, pos: number, words: string): Selection | undefined {
	const textblocks: { node: Node; start: number }[] = block.isTextblock ? [{ node: block, start: pos + 1 }] : [];
	block.descendants((node, offset) => {
		if (node.isTextblock) textblocks.push({ node, start: pos + 1 + offset + 1 });
	});
	for (const { node, start } of textblocks) {
		const at = plain(node.textBetween(0, node.content.size, undefined, '\u0000')).indexOf(words);
		if (at !== -1) return TextSelection.create(doc, start + at, start + at + words.length);
	}
	return undefined;
}

const whole = (doc: Node, block: Node, pos: number): Selection =>
	block.isTextblock ? TextSelection.create(doc, pos + 1, pos + 1 + block.content.size) : NodeSelection.create(doc, pos);
