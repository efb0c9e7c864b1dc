import { Extension } from '@tiptap/core';
import { NodeSelection, Plugin, TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { address } from './addressing.ts';
import type { Desk } from './desk.ts';
import { focusFirstField } from './form-view.ts';
import { sameAddress } from './for-whom.ts';
import { duplicateBlocks, moveBlocks } from './moving.ts';
import { isInTable } from './table-commands.ts';
import { nextCell } from './table-nodes.ts';

/** A new paragraph for everybody after the block that holds the caret, however deep it is. */
const paragraphAfter: Command = (state, dispatch) => {
	const { $to } = state.selection;
	const at = $to.depth > 0 ? $to.after(1) : $to.pos;
	const tr = state.tr.insert(at, state.schema.nodes.paragraph!.create());
	dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
	return true;
};

/** Enter on an empty line ends an addressed passage, as it ends a list. */
const leavePassage =
	(desk: Desk): Command =>
	(state, dispatch) => {
		const { $from, empty } = state.selection;
		if (!empty || $from.depth !== 1 || $from.parent.content.size > 0 || !$from.parent.attrs.for) return false;
		const next = state.doc.maybeChild($from.index(0) + 1);
		if (next && sameAddress(next.attrs.for, $from.parent.attrs.for)) return false;
		desk.announce('Hors du passage\u00a0: ce qui suit est pour tous.');
		return address(null)(state, dispatch);
	};

/** Two texts that are not for the same people are not joined by a slip of the finger. */
const joinsOthers =
	(direction: -1 | 1, desk: Desk) =>
	(state: EditorState): boolean => {
		const { $from, empty } = state.selection;
		if (!empty || $from.depth === 0 || !$from.parent.isTextblock) return false;
		const atEdge =
			direction === -1 ? $from.pos === $from.start(1) + depthOf($from) : $from.pos === $from.end(1) - depthOf($from);
		const block = $from.node(1);
		const neighbour = state.doc.maybeChild($from.index(0) + direction);
		if (!atEdge || !neighbour || !block.textContent || !neighbour.textContent) return false;
		if (sameAddress(block.attrs.for, neighbour.attrs.for)) return false;
		desk.tell(
			'Ces deux passages ne s’adressent pas aux mêmes personnes. Pour les réunir, donnez-leur d’abord le même public avec «\u202fPour qui\u00a0?\u202f».'
		);
		return true;
	};

const depthOf = ({ depth }: { depth: number }) => depth - 1;

/** Out of the editor with Escape then Tab; Tab alone goes through cells and indents lists. */
function wayOut(desk: Desk): Plugin {
	let isLeaving = false;
	return new Plugin({
		props: {
			handleDOMEvents: {
				keydown(view: EditorView, event: KeyboardEvent) {
					const leaves = isLeaving && event.key === 'Tab';
					if (!['Shift', 'Tab'].includes(event.key)) isLeaving = false;
					if (event.key === 'Escape' && event.target === view.dom && !event.defaultPrevented) {
						isLeaving = true;
						desk.announce('Tabulation sort de l’éditeur.');
					}
					if (leaves) desk.leave(event.shiftKey);
					return leaves;
				}
			}
		}
	});
}

export const keys = (desk: Desk) =>
	Extension.create({
		name: 'keys',
		priority: 1100,
		addKeyboardShortcuts() {
			const { editor } = this;
			const run = (command: Command) => () => command(editor.state, editor.view.dispatch, editor.view);
			const isIn = (name: string) => editor.isActive(name);
			return {
				'Alt-ArrowUp': run(moveBlocks(-1, desk.announce)),
				'Alt-ArrowDown': run(moveBlocks(1, desk.announce)),
				'Mod-Shift-d': run(duplicateBlocks(desk.announce)),
				'Mod-Alt-p': () => {
					desk.askAddress();
					return true;
				},
				'Mod-Enter': run(paragraphAfter),
				Enter: () =>
					(editor.state.selection instanceof NodeSelection && focusFirstField(editor.view)) ||
					run(leavePassage(desk))(),
				Tab: () =>
					isInTable(editor.state)
						? nextCell(editor.view, 1)
						: isIn('listItem') && (editor.commands.sinkListItem('listItem') || true),
				'Shift-Tab': () =>
					isInTable(editor.state)
						? nextCell(editor.view, -1)
						: isIn('listItem') && editor.commands.liftListItem('listItem'),
				Backspace: () => joinsOthers(-1, desk)(editor.state),
				Delete: () => joinsOthers(1, desk)(editor.state)
			};
		},
		addProseMirrorPlugins: () => [wayOut(desk)]
	});
