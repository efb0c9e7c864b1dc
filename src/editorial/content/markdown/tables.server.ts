import type { Block, Paragraph, Table, TableRow } from '../document.ts';
import { fitParagraphs, flatText } from './fit.server.ts';
import { isElement, said, type ElementReader, type Hand } from './pieces.server.ts';
import type { Element, Node } from './trees.ts';

type ReadCell = { isHeader: boolean; colspan: number; rowspan: number; blocks: Block[] };

/**
 * Tables. Those that only lay out a page come out as what they hold. A table of data without a header gets its first row
 * as one, since a table that heads nothing cannot be listened to. What a cell cannot hold stands after the table.
 */
export const readTable: ElementReader = (element, marks, hand) => {
	const rows = rowsOf(element)
		.map((row) => readRow(row, marks, hand))
		.filter((cells) => cells.some(({ blocks }) => blocks.length > 0));
	if (rows.length === 0) return [];
	const caption = captionOf(element, hand);
	if (!hand.options.directives && isLayout(rows)) {
		const title: Paragraph[] = caption ? [{ type: 'paragraph', content: [{ type: 'text', text: caption }] }] : [];
		return [...title, ...rows.flat().flatMap(({ blocks }) => blocks)];
	}
	if (!hand.options.directives) promoteHeaders(rows);
	const after: Block[] = [];
	const content = rows.map((cells): TableRow => ({
		type: 'tableRow',
		content: cells.map((cell) => fitCell(cell, after))
	}));
	const table: Table = { type: 'table', ...(caption && { attrs: { caption } }), content };
	return [table, ...after];
};

/** Rows wherever they are: straight in the table or in its head, bodies and foot. Not those of tables inside. */
const rowsOf = (element: Element): Element[] =>
	element.children.flatMap((child): Element[] => {
		if (isElement(child, 'tr')) return [child];
		return isElement(child, 'thead', 'tbody', 'tfoot') ? rowsOf(child) : [];
	});

function captionOf(element: Element, hand: Hand): string {
	const caption = element.children.find((child: Node) => isElement(child, 'caption')) as Element | undefined;
	return caption ? flatText(hand.blocks(caption.children)) : '';
}

const readRow = (row: Element, marks: Parameters<ElementReader>[1], hand: Hand): ReadCell[] =>
	row.children
		.filter((child): child is Element => isElement(child, 'td', 'th'))
		.map((cell) => ({
			isHeader: cell.tagName === 'th',
			colspan: spanOf(cell, 'colSpan', 50),
			rowspan: spanOf(cell, 'rowSpan', 500),
			blocks: hand.blocks(cell.children, marks)
		}));

function spanOf(cell: Element, name: string, limit: number): number {
	const span = Number(said(cell, name) || 1);
	return Number.isInteger(span) && span >= 1 ? Math.min(span, limit) : 1;
}

/** One column, or one or two rows of big things side by side: a page was laid out. */
function isLayout(rows: ReadCell[][]): boolean {
	if (rows.some((cells) => cells.some(({ isHeader }) => isHeader))) return false;
	if (rows.every((cells) => cells.length === 1)) return true;
	const isBig = ({ blocks }: ReadCell) => blocks.some(({ type }) => type !== 'paragraph') || blocks.length > 2;
	return rows.length <= 2 && rows.flat().some(isBig);
}

function promoteHeaders(rows: ReadCell[][]): void {
	const [first, ...others] = rows;
	if (!first || others.length === 0 || rows.flat().some(({ isHeader }) => isHeader)) return;
	const isTitle = ({ blocks }: ReadCell) => blocks.length > 0 && flatText(blocks).length <= 80;
	if (first.every(isTitle)) for (const cell of first) cell.isHeader = true;
}

function fitCell({ isHeader, colspan, rowspan, blocks }: ReadCell, after: Block[]): TableRow['content'][number] {
	const fitted = fitParagraphs(blocks);
	after.push(...fitted.after);
	const attrs = { ...(colspan > 1 && { colspan }), ...(rowspan > 1 && { rowspan }) };
	const content: Paragraph[] = fitted.inside.length > 0 ? fitted.inside : [{ type: 'paragraph' }];
	const type = isHeader ? 'tableHeader' : 'tableCell';
	return { type, ...(Object.keys(attrs).length > 0 && { attrs }), content };
}
