/**
 * What a page shared by many readers holds in place of its reader's own name, in characters that Unicode keeps for
 * private use.
 */
export const personalMarks = { name: '\u{f0001}\u{f0002}', initials: '\u{f0001}\u{f0003}' };
