import Papa from 'papaparse';
import { Invalid } from '#kernel/errors.ts';
import { Decoding, type Encoding } from './decoding.server.ts';

/** `line` is that of the file on which the row begins, from 1. */
export type Row = { line: number; cells: string[] };

/** How the file turned out to be written; known from its first rows on. */
export type Manner = { encoding: Encoding; separator: string };

/** A row longer than this is a quotation mark that was never closed. */
const longestRow = 200_000;

/**
 * The rows of a CSV file that comes in pieces, as many at a time as are whole; empty rows are left out. The separator is
 * guessed from the first piece: `;`, `,` or a tabulation. `manner` is filled while reading; `onBytes` is told how far.
 * Throws `Invalid` for what is no text, or has a quotation mark without end.
 */
export async function* readRows(
	file: AsyncIterable<Uint8Array>,
	manner: Manner,
	onBytes: (bytes: number) => void = () => {}
): AsyncIterable<Row[]> {
	const decoding = new Decoding();
	let [rest, line, bytes, isFirst] = ['', 1, 0, true];
	for await (const { piece, isLast } of withLast(file)) {
		if (piece.includes(0))
			throw new Invalid('Ce fichier n’est pas un CSV : enregistrez le tableau au format « CSV », puis réessayez.');
		rest += decoding.read(piece, isLast);
		bytes += piece.length;
		onBytes(bytes);
		manner.encoding = decoding.encoding ?? 'utf-8';
		if (isFirst && !isLast && !rest.includes('\n')) continue;
		if (isFirst) {
			const said = /^sep=(.)\n/.exec(rest);
			manner.separator = said?.[1] ?? guessSeparator(rest);
			if (said) [rest, line] = [rest.slice(said[0].length), 2];
		}
		isFirst = false;
		const { rows, read, lines } = parse(rest, manner.separator, line, isLast);
		rest = rest.slice(read);
		line += lines;
		if (rest.length > longestRow)
			throw new Invalid(`Ligne ${line} : un guillemet ouvert n’est jamais fermé. Corrigez le fichier et réessayez.`);
		if (rows.length > 0) yield rows;
	}
}

/** Pieces, and whether each is the last: known one piece later. */
async function* withLast(file: AsyncIterable<Uint8Array>) {
	let before: Uint8Array | undefined;
	for await (const piece of file) {
		if (before) yield { piece: before, isLast: false };
		before = piece;
	}
	yield { piece: before ?? new Uint8Array(), isLast: true };
}

type Parsed = { data: string[][]; meta: { cursor: number } };

function parse(text: string, delimiter: string, firstLine: number, isLast: boolean) {
	const parser = new Papa.Parser({ delimiter, newline: '\n' });
	const { data, meta } = parser.parse(text, 0, !isLast) as Parsed;
	const rows: Row[] = [];
	let line = firstLine;
	for (const cells of data) {
		if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
		line += 1 + cells.reduce((sum, cell) => sum + newlines(cell), 0);
	}
	return { rows, read: isLast ? text.length : meta.cursor, lines: line - firstLine };
}

const newlines = (cell: string): number => (cell.includes('\n') ? cell.split('\n').length - 1 : 0);

/** The sign that cuts the first lines into the same number of cells, the most; else that of the first; `;` when none does. */
function guessSeparator(text: string): string {
	const lines = text.split('\n', 22);
	const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
	const widthOf = (delimiter: string, sample: string[]): number => {
		const parser = new Papa.Parser({ delimiter, newline: '\n' });
		const { data } = parser.parse(sample.filter(Boolean).join('\n'), 0, false) as Parsed;
		const [first] = data;
		return first && data.every((cells) => cells.length === first.length) ? first.length : 1;
	};
	const best = (sample: string[]) => {
		const widths = [';', ',', '\t'].map((sign) => ({ sign, width: widthOf(sign, sample) }));
		return widths.reduce((most, each) => (each.width > most.width ? each : most));
	};
	const even = best(whole);
	return (even.width > 1 ? even : best(whole.slice(0, 1))).sign;
}
