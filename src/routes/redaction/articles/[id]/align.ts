import { plainBlocks, type Block } from '#editorial/content/index.ts';

/** A block before and after: one of them is missing where it was added or taken away. */
export type Pair = { before?: Block; after?: Block };

/** From this share of common words on, two blocks are one block that was changed. */
const kinship = 0.4;

/** What says the same, written one way: keys in order, and nothing of what goes without saying. */
export function markOf(value: unknown): string {
	return (
		JSON.stringify(value, (key, inside: unknown) => {
			if (inside === null || inside === '') return undefined;
			if (inside === 1 && ['start', 'colspan', 'rowspan'].includes(key)) return undefined;
			if (typeof inside !== 'object' || Array.isArray(inside)) return inside;
			const entries = Object.entries(inside).filter(([name, of]) => !isVoid(of) || name === 'text');
			return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
		}) ?? ''
	);
}

const isVoid = (value: unknown): boolean =>
	value === null ||
	value === undefined ||
	(Array.isArray(value) && value.length === 0) ||
	(typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(isVoid));

export const isSame = (a: unknown, b: unknown): boolean => a === b || markOf(a) === markOf(b);

type Known = { block: Block; mark: string; words: Map<string, number>; count: number };

function known(block: Block): Known {
	const found =
		plainBlocks([block])
			.toLowerCase()
			.match(/[\p{L}\p{N}]+/gu) ?? [];
	const words = new Map<string, number>();
	for (const word of found) words.set(word, (words.get(word) ?? 0) + 1);
	return { block, mark: markOf(block), words, count: found.length };
}

/** From 0 (nothing in common) to 1 (the same): the share of words that both have. */
function likeness(a: Known, b: Known): number {
	if (a.mark === b.mark) return 1;
	if (a.count + b.count === 0) return a.block.type === b.block.type ? kinship : 0;
	let common = 0;
	for (const [word, times] of a.words) common += Math.min(times, b.words.get(word) ?? 0);
	return (2 * common) / (a.count + b.count);
}

/**
 * Which block became which, in order. With `leftovers`, as many blocks written anew as taken away in one place count as
 * changed one by one, however little they share.
 */
export function align(before: Block[], after: Block[], { leftovers = false } = {}): Pair[] {
	const [a, b] = [before.map(known), after.map(known)];
	const kin = a.map((left) => b.map((right) => likeness(left, right)));
	const best = table(kin, a.length, b.length);
	const pairs: Pair[] = [];
	for (let i = 0, j = 0; i < a.length || j < b.length;) {
		const likely = kin[i]?.[j] ?? 0;
		if (likely >= kinship && best[i]![j] === best[i + 1]![j + 1]! + likely) pairs.push(pair(a[i++], b[j++]));
		else if (j >= b.length || (i < a.length && best[i + 1]![j]! >= best[i]![j + 1]!))
			pairs.push(pair(a[i++], undefined));
		else pairs.push(pair(undefined, b[j++]));
	}
	return leftovers ? joinLeftovers(pairs) : pairs;
}

const pair = (before: Known | undefined, after: Known | undefined): Pair => ({
	...(before && { before: before.block }),
	...(after && { after: after.block })
});

/** `best[i][j]`: the greatest likeness that pairs after `i` and `j` can reach together. */
function table(kin: number[][], rows: number, columns: number): number[][] {
	const best = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
	for (let i = rows - 1; i >= 0; i--)
		for (let j = columns - 1; j >= 0; j--) {
			const likely = kin[i]![j]!;
			const together = likely >= kinship ? best[i + 1]![j + 1]! + likely : 0;
			best[i]![j] = Math.max(together, best[i + 1]![j]!, best[i]![j + 1]!);
		}
	return best;
}

function joinLeftovers(pairs: Pair[]): Pair[] {
	const joined: Pair[] = [];
	for (let from = 0; from < pairs.length;) {
		let to = from;
		while (to < pairs.length && !(pairs[to]!.before && pairs[to]!.after)) to++;
		const [gone, come] = [pairs.slice(from, to).filter((p) => p.before), pairs.slice(from, to).filter((p) => p.after)];
		const isOneByOne = gone.length === come.length;
		joined.push(...(isOneByOne ? gone.map((p, at) => ({ ...p, ...come[at] })) : pairs.slice(from, to)));
		if (to < pairs.length) joined.push(pairs[to]!);
		from = to + 1;
	}
	return joined;
}
