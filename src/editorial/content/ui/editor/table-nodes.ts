import { Extension, mergeAttributes, Node } from '@tiptap/core';
import { addRowAfter, deleteTable, goToNextCell, CellSelection, tableEditing } from '@tiptap/pm/tables';
import type { Node as SchemaNode, Schema } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { formView } from './form-view.ts';

const spanOf = (name: 'colspan' | 'rowspan', most: number) => ({
	parseHTML: (cell: HTMLElement) => Math.min(Math.max(Number(cell.getAttribute(name)) || 1, 1), most),
	renderHTML: (attributes: Record<string, number>) => (attributes[name] === 1 ? {} : { [name]: attributes[name] })
});

const cellAttributes = () => ({ colspan: spanOf('colspan', 50), rowspan: spanOf('rowspan', 500) });

const Table = Node.create({
	name: 'table',
	addAttributes: () => ({
		caption: {
			parseHTML: (table: HTMLElement) => table.querySelector('caption')?.textContent?.trim() ?? '',
			renderHTML: () => ({})
		}
	}),
	// Its title is an attribute: read as content, it would make a row of its own.
	parseHTML: () => [{ tag: 'table' }, { tag: 'caption', ignore: true }],
	renderHTML({ HTMLAttributes, node }) {
		const attributes = mergeAttributes(HTMLAttributes);
		const { caption } = node.attrs;
		return caption ? ['table', attributes, ['caption', caption], ['tbody', 0]] : ['table', attributes, ['tbody', 0]];
	},
	addNodeView: () =>
		formView({
			className: 'table',
			content: 'tbody',
			fields: [{ attribute: 'caption', label: 'Titre du tableau', className: 'table-title' }],
			layout({ caption }, content) {
				const table = document.createElement('table');
				table.append(content!);
				return [caption!, table];
			}
		})
});

const TableRow = Node.create({
	name: 'tableRow',
	parseHTML: () => [{ tag: 'tr' }],
	renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0]
});

const TableHeader = Node.create({
	name: 'tableHeader',
	addAttributes: cellAttributes,
	parseHTML: () => [{ tag: 'th' }],
	renderHTML: ({ HTMLAttributes }) => ['th', HTMLAttributes, 0]
});

const TableCell = Node.create({
	name: 'tableCell',
	addAttributes: cellAttributes,
	parseHTML: () => [{ tag: 'td' }],
	renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0]
});

/** What prosemirror-tables calls our nodes. */
const roles: Record<string, string> = {
	table: 'table',
	tableRow: 'row',
	tableHeader: 'header_cell',
	tableCell: 'cell'
};

const TableEditing = Extension.create({
	name: 'tableEditing',
	extendNodeSchema: ({ name }) => (roles[name] ? { tableRole: roles[name] } : {}),
	addProseMirrorPlugins: () => [tableEditing({ allowTableNodeSelection: true })],
	addKeyboardShortcuts() {
		const whole = () => {
			const { selection } = this.editor.state;
			if (!(selection instanceof CellSelection) || !selection.isRowSelection() || !selection.isColSelection())
				return false;
			return deleteTable(this.editor.state, this.editor.view.dispatch);
		};
		return { Backspace: whole, Delete: whole };
	}
});

/** To the next cell; after the last one, a new row. */
export function nextCell(view: EditorView, direction: -1 | 1): boolean {
	if (goToNextCell(direction)(view.state, view.dispatch)) return true;
	if (direction === -1 || !addRowAfter(view.state, view.dispatch)) return false;
	return goToNextCell(1)(view.state, view.dispatch);
}

/** A table of empty cells; those of the first row are headers. */
export function makeTable(schema: Schema, rows: number, columns: number): SchemaNode {
	const { table, tableRow, tableHeader, tableCell } = schema.nodes;
	const row = (at: number) =>
		tableRow!.create(
			null,
			Array.from({ length: columns }, () => (at === 0 ? tableHeader! : tableCell!).createAndFill()!)
		);
	return table!.create(
		null,
		Array.from({ length: rows }, (_, at) => row(at))
	);
}

export const tableNodes = [Table, TableRow, TableHeader, TableCell, TableEditing];
