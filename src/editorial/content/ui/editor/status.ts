import type { Editor } from '@tiptap/core';
import { redoDepth, undoDepth } from '@tiptap/pm/history';
import { NodeSelection } from '@tiptap/pm/state';
import type { Address } from '../../document.ts';
import { blockLabels } from '../../check.ts';
import { innerBlock, selectedBlocks } from './selected-blocks.ts';
import { isInTable } from './table-commands.ts';

/** What the toolbar shows of the place where the caret is. */
export type Status = {
	/** The name of the block, and the level of a title. */
	block: string;
	label: string;
	level: number;
	strong: boolean;
	emphasis: boolean;
	link: boolean;
	language: string;
	bulletList: boolean;
	orderedList: boolean;
	isInTable: boolean;
	canUndo: boolean;
	canRedo: boolean;
	/** To whom the selected blocks are addressed; the first of them when they differ. */
	address: Address | null;
};

export const atRest: Status = {
	block: 'paragraph',
	label: 'Paragraphe',
	level: 0,
	strong: false,
	emphasis: false,
	link: false,
	language: '',
	bulletList: false,
	orderedList: false,
	isInTable: false,
	canUndo: false,
	canRedo: false,
	address: null
};

const levels: Record<number, string> = { 2: 'Titre', 3: 'Sous-titre', 4: 'Petit titre' };
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export function statusOf(editor: Editor): Status {
	const { state } = editor;
	const { $from } = state.selection;
	const chosen = state.selection instanceof NodeSelection ? state.selection.node : undefined;
	const top = chosen ?? ($from.depth > 0 ? $from.node(1) : state.doc.firstChild!);
	const level = (chosen ?? $from.parent).type.name === 'heading' ? Number((chosen ?? $from.parent).attrs.level) : 0;
	const selected = selectedBlocks(state);
	return {
		block: top.type.name,
		label: levels[level] ?? capital(blockLabels[top.type.name as keyof typeof blockLabels] ?? 'paragraphe'),
		level,
		strong: editor.isActive('strong'),
		emphasis: editor.isActive('emphasis'),
		link: editor.isActive('link'),
		language: (editor.getAttributes('language').lang as string | undefined) ?? '',
		bulletList: editor.isActive('bulletList'),
		orderedList: editor.isActive('orderedList'),
		isInTable: isInTable(state),
		canUndo: undoDepth(state) > 0,
		canRedo: redoDepth(state) > 0,
		address: (innerBlock(state)?.node.attrs.for ?? selected.parent.child(selected.first).attrs.for) as Address | null
	};
}
