import { columns, hang, wrap } from './wrap.ts';

export type TextCell = { text: string; isHeader: boolean; colspan?: number; rowspan?: number };

/** A table as aligned columns where they fit, else one "header : value" line per cell. */
export function textTable(rows: TextCell[][], width: number): string {
	const widths = columnWidths(rows);
	const total = widths.reduce((sum, column) => sum + column, 0) + 3 * (widths.length - 1);
	const isSpanned = rows.some((cells) => cells.some(({ colspan = 1, rowspan = 1 }) => colspan > 1 || rowspan > 1));
	return total <= width && !isSpanned ? aligned(rows, widths) : listed(rows, width);
}

const columnWidths = (rows: TextCell[][]): number[] =>
	Array.from({ length: Math.max(...rows.map((cells) => cells.length)) }, (_, column) =>
		Math.max(0, ...rows.map((cells) => columns(cells[column]?.text ?? '')))
	);

const isHead = (cells: TextCell[]) => cells.every(({ isHeader }) => isHeader);

function aligned(rows: TextCell[][], widths: number[]): string {
	const line = (cells: TextCell[]) =>
		widths
			.map((width, column) => {
				const text = cells[column]?.text ?? '';
				return text + ' '.repeat(width - columns(text));
			})
			.join(' | ')
			.trimEnd();
	const rule = widths.map((width) => '-'.repeat(width)).join('-+-');
	const [first = [], ...others] = rows;
	return [line(first), ...(isHead(first) ? [rule] : []), ...others.map(line)].join('\n');
}

/** Each row on its own, so that it can be read aloud without its neighbours. */
function listed(rows: TextCell[][], width: number): string {
	const [first = [], ...others] = rows;
	const hasHead = isHead(first) && others.length > 0;
	const headers = hasHead ? first.map(({ text }) => text) : [];
	return (hasHead ? others : rows)
		.map((cells) =>
			cells
				.map(({ text }, column) => (headers[column] ? `${headers[column]}\u00a0: ${text}` : text))
				.filter(Boolean)
				.map((line, index) => hang(wrap(line, width - 2), index === 0 ? '- ' : '  ', '  '))
				.join('\n')
		)
		.join('\n\n');
}
