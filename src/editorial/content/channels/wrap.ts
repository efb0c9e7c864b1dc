/** Columns of a plain text: RFC 3676 asks for 78 at most, and quoting needs room. */
export const textWidth = 72;

/** How many columns a text takes. Signs, not bytes: an accented letter is one. */
export const columns = (text: string): number => [...text.normalize('NFC')].length;

/**
 * Breaks a text into lines of `width` columns at its plain spaces, keeping the breaks that it has. No-break spaces hold,
 * and a word longer than a line (an address) is left whole.
 */
export function wrap(text: string, width: number): string {
	return text
		.split('\n')
		.map((line) => wrapLine(line.trim(), width))
		.join('\n');
}

function wrapLine(line: string, width: number): string {
	const lines: string[] = [];
	let current = '';
	for (const word of line.split(/[ \t]+/)) {
		if (current && columns(current) + 1 + columns(word) > width) {
			lines.push(current);
			current = word;
		} else current = current ? `${current} ${word}` : word;
	}
	return [...lines, current].join('\n');
}

/** Begins the first line with `first` and the others with `others`; an empty line gets no space at its end. */
export const hang = (text: string, first: string, others: string): string =>
	text
		.split('\n')
		.map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd())
		.join('\n');

/** A title with a line of `sign` under it, as long as its longest line. */
export function underlined(title: string, sign: string, width: number): string {
	const lines = wrap(title, width);
	return `${lines}\n${sign.repeat(Math.max(...lines.split('\n').map(columns)))}`;
}
