import { diffArrays, diffWordsWithSpace } from 'diff';
import { blockLabels } from './check.ts';
import type { Block } from './document.ts';
import { plainBlocks } from './form.ts';
import type { Rendition } from './rendition.ts';

/** A stretch of words: in both texts, only in the later one, or only in the earlier one. */
export type Stretch = { text: string; op: 'same' | 'added' | 'removed' };

/** A place that differs, as a reader names it. Without stretches, its form differs and not its words. */
export type Difference = { label: string; state: 'changed' | 'added' | 'removed'; stretches: Stretch[] };

type Said = Pick<Rendition, 'title' | 'standfirst' | 'cover' | 'blocks' | 'relayMessage'>;

/** What one structure says otherwise than it did, in the order of reading. Pure. */
export function differencesOf(before: Said, after: Said): Difference[] {
	const cover = ({ cover }: Said) => JSON.stringify(cover ?? null);
	return [
		...wordsOf('Titre', before.title, after.title),
		...wordsOf('Chapô', before.standfirst, after.standfirst),
		...(cover(before) === cover(after)
			? []
			: [{ label: 'Image de couverture', ...stateOf(before.cover, after.cover) }]),
		...blocksOf(before.blocks, after.blocks),
		...wordsOf('Message à relayer', before.relayMessage, after.relayMessage)
	];
}

const stateOf = (before: unknown, after: unknown): Omit<Difference, 'label'> => ({
	state: !before ? 'added' : !after ? 'removed' : 'changed',
	stretches: []
});

function wordsOf(label: string, before: string, after: string): Difference[] {
	if (before === after) return [];
	return [{ label, ...stateOf(before, after), stretches: stretchesOf(before, after) }];
}

const stretchesOf = (before: string, after: string): Stretch[] =>
	diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
		text: value,
		op: added ? 'added' : removed ? 'removed' : 'same'
	}));

/** Blocks are matched whole; those that changed between two that did not are compared side by side, in order. */
function blocksOf(before: Block[], after: Block[]): Difference[] {
	const parts = diffArrays(before.map(stamped), after.map(stamped), { comparator: (a, b) => a.stamp === b.stamp });
	return parts.flatMap(({ value, added, removed }, index) => {
		if (!added && !removed) return [];
		const next = parts[index + 1];
		const earlier = parts[index - 1];
		if (removed && next?.added) return pairs(value.map(blockIn), next.value.map(blockIn));
		if (added && earlier?.removed) return [];
		return removed ? pairs(value.map(blockIn), []) : pairs([], value.map(blockIn));
	});
}

type Stamped = { block: Block; stamp: string };
const stamped = (block: Block): Stamped => ({ block, stamp: JSON.stringify(block) });
const blockIn = ({ block }: Stamped): Block => block;

function pairs(before: Block[], after: Block[]): Difference[] {
	return Array.from({ length: Math.max(before.length, after.length) }, (_, index): Difference => {
		const [was, is] = [before[index], after[index]];
		const label = labelOf((is ?? was)!);
		const [old, fresh] = [was ? plainBlocks([was]) : '', is ? plainBlocks([is]) : ''];
		const stretches = old === fresh ? [] : stretchesOf(old, fresh);
		return { label, ...stateOf(was, is), stretches };
	});
}

const labelOf = ({ type }: Block): string => blockLabels[type].replace(/^./u, (first) => first.toUpperCase());
