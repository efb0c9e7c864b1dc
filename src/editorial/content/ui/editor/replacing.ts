import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';

/**
 * One text in place of another, block by block: those that are the same at both ends stay, and the caret in them.
 * Undefined when nothing differs.
 */
export function replaceDoc({ doc, tr }: EditorState, next: Node): Transaction | undefined {
	const [old, put] = [doc.children, next.children];
	const least = Math.min(old.length, put.length);
	let first = 0;
	while (first < least && old[first]!.eq(put[first]!)) first++;
	let last = 0;
	while (last < least - first && old.at(-1 - last)!.eq(put.at(-1 - last)!)) last++;
	const sizeOf = (blocks: readonly Node[]) => blocks.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
	const [gone, come] = [old.slice(first, old.length - last), put.slice(first, put.length - last)];
	if (gone.length === 0 && come.length === 0) return undefined;
	const from = sizeOf(old.slice(0, first));
	return tr.replaceWith(from, from + sizeOf(gone), come);
}
