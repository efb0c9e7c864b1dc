import type { Node } from '@tiptap/pm/model';
import { NodeSelection, type EditorState } from '@tiptap/pm/state';

/** Some blocks that stand one after the other in one parent: `from` and `to` are positions, `first` and `last` ranks. */
export type Blocks = { parent: Node; from: number; to: number; first: number; last: number; start: number };

/**
 * The blocks that the selection is about: those of the text itself, even where the caret is deep inside one; or a
 * picture chosen in a gallery.
 */
export function selectedBlocks({ doc, selection }: EditorState): Blocks {
	const { $from, $to } = selection;
	if (selection instanceof NodeSelection && $from.parent.type.name === 'gallery')
		return blocksBetween($from.parent, $from.start(), $from.index(), $from.index());
	const first = Math.min($from.index(0), doc.childCount - 1);
	const last = $to.depth > 0 ? $to.index(0) : $to.index(0) - 1;
	return blocksBetween(doc, 0, first, Math.min(Math.max(last, first), doc.childCount - 1));
}

/** Blocks of a parent whose content begins at `start`, by rank. */
export function blocksBetween(parent: Node, start: number, first: number, last: number): Blocks {
	let from = start;
	for (let index = 0; index < first; index++) from += parent.child(index).nodeSize;
	let to = from;
	for (let index = first; index <= last; index++) to += parent.child(index).nodeSize;
	return { parent, from, to, first, last, start };
}

export const blocksIn = ({ parent, first, last }: Blocks): Node[] => parent.children.slice(first, last + 1);

/** The block around the caret that stands inside another (a paragraph of an aside), when there is one. */
export function innerBlock({ selection: { $from, $to } }: EditorState): { node: Node; pos: number } | undefined {
	for (let depth = Math.min($from.sharedDepth($to.pos), $from.depth); depth > 1; depth--) {
		const node = $from.node(depth);
		if ('for' in node.attrs) return { node, pos: $from.before(depth) };
	}
	return undefined;
}
