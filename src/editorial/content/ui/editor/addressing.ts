import { Extension } from '@tiptap/core';
import { isHistoryTransaction } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Address } from '../../document.ts';
import { sameAddress } from './for-whom.ts';
import { innerBlock, selectedBlocks } from './selected-blocks.ts';

/** Neighbours with the same address, from the first's position to the last's end. */
export type Passage = { from: number; to: number; last: number; address: Address };

type Passages = { list: Passage[]; decorations: DecorationSet };

export const passages = new PluginKey<Passages>('passages');

const addressIn = (node: Node): Address | null => (node.attrs.for as Address | null | undefined) ?? null;

/** Every passage of a text, those inside asides, lists and cells too. */
function passagesIn(parent: Node, start: number, found: Passage[] = []): Passage[] {
	let open: Passage | undefined;
	parent.forEach((child, offset) => {
		const address = addressIn(child);
		const from = start + offset;
		const to = from + child.nodeSize;
		if (address && open && sameAddress(open.address, address)) Object.assign(open, { to, last: from });
		else if (address) found.push((open = { from, to, last: from, address }));
		else open = undefined;
		if (!child.isTextblock && !child.isLeaf) passagesIn(child, from + 1, found);
	});
	return found;
}

function passagesOf(doc: Node): Passages {
	const list = passagesIn(doc, 0);
	const firsts = list.flatMap(({ from }) => {
		const node = doc.nodeAt(from);
		return node ? [Decoration.node(from, from + node.nodeSize, { class: 'passage-first' })] : [];
	});
	return { list, decorations: firsts.length > 0 ? DecorationSet.create(doc, firsts) : DecorationSet.empty };
}

/** Reserves the selected blocks, or the inner one that holds the caret, to an address; null is everybody. */
export const address =
	(to: Address | null, inner = false): Command =>
	(state, dispatch) => {
		const tr = state.tr.setMeta(passages, true);
		const within = inner ? innerBlock(state) : undefined;
		if (within) tr.setNodeAttribute(within.pos, 'for', to);
		else {
			const { parent, from, first, last } = selectedBlocks(state);
			let pos = from;
			for (let index = first; index <= last; index++) {
				tr.setNodeAttribute(pos, 'for', to);
				pos += parent.child(index).nodeSize;
			}
		}
		dispatch?.(tr);
		return true;
	};

/**
 * What was reserved stays reserved when it changes form: lifted out of a list or an aside, wrapped in one, split. Only
 * the writer's own choice makes it everybody's.
 */
function keepAddresses(transactions: readonly Transaction[], old: EditorState, state: EditorState) {
	if (!transactions.some(({ docChanged }) => docChanged) || passages.getState(old)?.list.length === 0) return null;
	if (transactions.some((tr) => tr.getMeta(passages) || isHistoryTransaction(tr))) return null;
	const back = new Mapping(transactions.flatMap(({ mapping }) => mapping.maps)).invert();
	const known = new Set(old.doc.children);
	const tr = state.tr;
	state.doc.forEach((block, pos) => {
		if (known.has(block) || addressIn(block)) return;
		const kept = formerAddress(block, pos, (at) => back.map(at), old.doc);
		if (!kept) return;
		tr.setNodeAttribute(pos, 'for', kept);
		block.descendants((inner, offset) => {
			if (sameAddress(addressIn(inner), kept)) tr.setNodeAttribute(pos + 1 + offset, 'for', null);
		});
	});
	return tr.docChanged ? tr : null;
}

/** The one address of all that became this block. */
function formerAddress(block: Node, pos: number, back: (at: number) => number, old: Node): Address | null {
	let first = -1;
	let last = -1;
	if (block.isTextblock) [first, last] = [pos + 1, pos + 1 + block.content.size];
	else
		block.descendants((inner, offset) => {
			if (!inner.isTextblock) return true;
			const at = pos + 1 + offset + 1;
			if (first === -1) first = at;
			last = at + inner.content.size;
			return false;
		});
	if (first === -1) return null;
	const [$first, $last] = [old.resolve(back(first)), old.resolve(back(last))];
	if ($first.depth === 0 || $last.depth === 0) return null;
	const former = old.children.slice($first.index(0), $last.index(0) + 1).map(addressIn);
	const [address = null] = former;
	return address && former.every((other) => sameAddress(address, other)) ? address : null;
}

export const Addressing = Extension.create({
	name: 'addressing',
	addProseMirrorPlugins: () => [
		new Plugin<Passages>({
			key: passages,
			state: {
				init: (_, { doc }) => passagesOf(doc),
				apply: (tr, known) => (tr.docChanged ? passagesOf(tr.doc) : known)
			},
			props: { decorations: (state) => passages.getState(state)?.decorations },
			appendTransaction: keepAddresses
		})
	]
});
