import type { Table, TableCell, TableHeader } from '../document.ts';
import { partsOfTable, scopeOf, spanAttributes } from './tables.ts';
import { serif, shades } from './mjml-style.ts';

type Cell = TableHeader | TableCell;

/**
 * A data table inside a run of text. Not `mj-table`, whose only roles are those of layout tables: screen readers must
 * be told that this one, among all the layout tables of a mail, holds data.
 */
export function table(block: Table, caption: string, cellContent: (cell: Cell) => string): string {
	const { head, body } = partsOfTable(block);
	const row = (cells: Cell[], place: 'head' | 'body') =>
		`<tr valign="top">${cells.map((cell) => renderCell(cell, place, cellContent(cell))).join('')}</tr>`;
	const rows = [...head.map((cells) => row(cells, 'head')), ...body.map((cells) => row(cells, 'body'))].join('');
	const title = caption && `<caption style="text-align:left;font-weight:700;padding:0 8px 8px">${caption}</caption>`;
	const style = `border-collapse:collapse;margin:0 0 20px;font:16px/1.5 ${serif}`;
	return `<table role="table" width="100%" cellpadding="8" style="${style}">${title}${rows}</table>`;
}

function renderCell(cell: Cell, place: 'head' | 'body', inside: string): string {
	const isHeader = cell.type === 'tableHeader' && inside !== '';
	const border = `border-bottom:${place === 'head' ? 2 : 1}px solid ${shades.hairline}`;
	const tag = isHeader ? 'th' : 'td';
	const scope = isHeader ? ` scope="${scopeOf(cell, place)}" align="left"` : '';
	return `<${tag} class="rule"${scope}${spanAttributes(cell)} style="${border}">${inside}</${tag}>`;
}
