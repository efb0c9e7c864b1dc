import type { Instant } from '#kernel/dates.ts';

const year = 365 * 86_400_000;

/** How much the age of a text leaves of its score: all on the first day, 0.7 after a year, 0.4 in the end. */
export const freshness = (publishedAt: Instant | number, now: Instant | number): number =>
	0.4 + 0.6 * 2 ** (-Math.max(0, epoch(now) - epoch(publishedAt)) / year);

const epoch = (moment: Instant | number): number => (typeof moment === 'number' ? moment : Date.parse(moment));

/**
 * How well a text answers when a word is too common to be weighed text by text: the title decides, then whether the
 * words stand there as typed rather than as the beginning of another.
 */
export const roughRelevance = (match: { inTitle: boolean; asTyped: boolean }): number =>
	match.inTitle ? 1 : match.asTyped ? 0.4 : 0.2;

/**
 * Letters to change, add, drop or swap with a neighbour to go from one word to another (optimal string alignment), or
 * `limit + 1` when there are more than `limit`.
 */
export function spellingDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const line = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min(last[column]! + 1, line[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
			const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
			if (swapped) cost = Math.min(cost, before[column - 2]! + 1);
			line.push(cost);
		}
		if (Math.min(...line) > limit) return limit + 1;
		before = last;
		last = line;
	}
	return Math.min(last[b.length]!, limit + 1);
}

/** How many letters may be wrong in a word of this length before a proposal becomes a guess. */
export const tolerance = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
