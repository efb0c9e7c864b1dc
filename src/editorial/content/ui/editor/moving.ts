import { NodeSelection, Selection, TextSelection, type Command } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import { blockLabels } from '../../check.ts';
import { shorten } from '#kernel/text.ts';
import { blocksIn, selectedBlocks } from './selected-blocks.ts';

/** How a block is called when it is spoken of: "titre « Et sur les trottoirs ? »". */
export function nameOf(node: Node): string {
	const label = blockLabels[node.type.name as keyof typeof blockLabels] ?? 'bloc';
	const { question, title, caption, value } = node.attrs as Record<string, string | undefined>;
	const words = question || title || value || node.textContent || caption || '';
	return words ? `${label} «\u202f${shorten(words, 40)}\u202f»` : label;
}

/**
 * Moves the selected blocks past their neighbour. It is the neighbour that goes to the other side, so that the caret
 * stays where it is.
 */
export function moveBlocks(direction: -1 | 1, announce: (sentence: string) => void): Command {
	return (state, dispatch) => {
		const { parent, from, to, first, last } = selectedBlocks(state);
		const neighbour = parent.maybeChild(direction === -1 ? first - 1 : last + 1);
		if (!neighbour) {
			announce(direction === -1 ? 'Déjà au début.' : 'Déjà à la fin.');
			return true;
		}
		if (!dispatch) return true;
		const size = neighbour.nodeSize;
		const tr = state.tr;
		if (direction === -1) tr.insert(to, neighbour).delete(from - size, from);
		else tr.delete(to, to + size).insert(from, neighbour);
		// What was inserted at the edge of a chosen block must not take its place.
		if (state.selection instanceof NodeSelection)
			tr.setSelection(NodeSelection.create(tr.doc, state.selection.from + direction * size));
		dispatch(tr.scrollIntoView());
		announce(`Bloc déplacé ${direction === -1 ? 'avant' : 'après'} ${nameOf(neighbour)}.`);
		return true;
	};
}

export function duplicateBlocks(announce: (sentence: string) => void): Command {
	return (state, dispatch) => {
		const selected = selectedBlocks(state);
		const { to } = selected;
		const copies = blocksIn(selected);
		if (!dispatch) return true;
		const tr = state.tr.insert(to, copies);
		const chosen = NodeSelection.isSelectable(copies[0]!) && !copies[0]!.isTextblock;
		tr.setSelection(chosen ? NodeSelection.create(tr.doc, to) : Selection.near(tr.doc.resolve(to + 1)));
		dispatch(tr.scrollIntoView());
		announce(copies.length > 1 ? `${copies.length} blocs dupliqués.` : 'Bloc dupliqué.');
		return true;
	};
}

export function removeBlocks(announce: (sentence: string) => void): Command {
	return (state, dispatch) => {
		const selected = selectedBlocks(state);
		const { parent, from, to } = selected;
		const isWhole = blocksIn(selected).length === parent.childCount;
		if (!dispatch) return true;
		const tr = state.tr;
		if (isWhole && parent.type.name === 'doc') {
			tr.replaceWith(from, to, state.schema.nodes.paragraph!.create());
			tr.setSelection(TextSelection.create(tr.doc, 1));
		} else {
			// A gallery without a picture goes with its last one.
			tr.delete(isWhole ? from - 1 : from, isWhole ? to + 1 : to);
			const at = tr.doc.resolve(Math.min(from, tr.doc.content.size));
			tr.setSelection(Selection.near(at));
		}
		dispatch(tr.scrollIntoView());
		announce(`Supprimé\u00a0: ${nameOf(parent.child(selected.first))}. Ctrl + Z pour annuler.`);
		return true;
	};
}
