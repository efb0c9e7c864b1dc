/** Signs on a line of plain text. */
export const width = 72;

export const paragraphs = (...parts: (string | false)[]): string => parts.filter(Boolean).join('\n\n');

/** Breaks at ordinary spaces only: a no-break space keeps its two words together, and an address is never cut. */
export function wrap(paragraph: string, limit = width): string {
	const lines: string[] = [];
	let line = '';
	for (const word of paragraph.split(/[ \t\n]+/).filter(Boolean)) {
		if (line && line.length + 1 + word.length > limit) {
			lines.push(line);
			line = word;
		} else line = line ? `${line} ${word}` : word;
	}
	return [...lines, line].join('\n');
}
