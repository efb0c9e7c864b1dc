/** A cell: text, a number, or nothing. */
export type Cell = string | number | null | undefined;

const byteOrderMark = '\ufeff';

/**
 * A table as CSV for the spreadsheets of a French office: UTF-8 with its mark, `;` between cells, CRLF between rows
 * (RFC 4180). A text that a spreadsheet would take for a formula is kept a text by an apostrophe before it (OWASP, CSV
 * injection); numbers are written as they are.
 */
export function csv(header: string[], rows: Cell[][]): string {
	const lines = [header, ...rows].map((cells) => cells.map(written).join(';'));
	return `${byteOrderMark}${lines.join('\r\n')}\r\n`;
}

function written(cell: Cell): string {
	if (typeof cell === 'number') return String(cell).replace('.', ',');
	const text = cell ?? '';
	const guarded = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
	return /[;",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
