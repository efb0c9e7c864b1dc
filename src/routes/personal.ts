/**
 * What a page shared by many readers holds in place of its reader's own name and count of notices, in characters that Unicode keeps for
 * private use.
 */
export const personalMarks = {
	name: '\u{f0001}\u{f0002}',
	initials: '\u{f0001}\u{f0003}',
	notices: '\u{f0001}\u{f0004}'
};

/** "Marie-Line Bertin" → "MB" */
export function initials(name: string): string {
	const words = name.split(' ').filter(Boolean);
	return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.[0]?.toUpperCase() ?? '').join('');
}
