import type { Table, TableCell, TableHeader } from '../document.ts';

type Cell = TableHeader | TableCell;

/** A table's rows: those at the top that hold only headers, and the others. */
export function partsOfTable(table: Table): { head: Cell[][]; body: Cell[][] } {
	const rows = table.content.map((row) => row.content as Cell[]);
	const first = rows.findIndex((cells) => cells.some((cell) => cell.type === 'tableCell'));
	const split = first === -1 ? Math.min(1, rows.length) : first;
	return { head: rows.slice(0, split), body: rows.slice(split) };
}

/** What a header heads: its column in the head, its row elsewhere; several when it spans several. */
export function scopeOf(cell: Cell, place: 'head' | 'body'): string {
	if (place === 'head') return (cell.attrs?.colspan ?? 1) > 1 ? 'colgroup' : 'col';
	return (cell.attrs?.rowspan ?? 1) > 1 ? 'rowgroup' : 'row';
}

/** ` colspan="2" rowspan="3"`, or nothing. */
export function spanAttributes({ attrs }: Cell): string {
	const { colspan = 1, rowspan = 1 } = attrs ?? {};
	return `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
}
