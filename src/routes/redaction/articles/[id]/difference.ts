import { diffWordsWithSpace } from 'diff';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { blockLabels, plainBlocks, type Block } from '#editorial/content/index.ts';
import { align, isSame } from './align.ts';
import { labelOfPlace, placesOf, wordsOfPlace, type Names } from './places.ts';

/** A stretch of words: in both texts, only in the later one, or only in the earlier one. */
export type Stretch = { text: string; op: 'same' | 'added' | 'removed' };

/** One place that changed: a field, or a block of the text. `form` says what changed when no word did. */
export type Change = {
	label: string;
	state: 'changed' | 'added' | 'removed';
	stretches: Stretch[];
	form?: string;
};

/** Words that changed inside a text. Spaces belong to the words before them. */
export function wordsChanged(before: string, after: string): Stretch[] {
	return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
		text: value,
		op: added ? 'added' : removed ? 'removed' : 'same'
	}));
}

/** What changed from one text to another, field by field and block by block, in the order of reading. */
export function changesBetween(before: ArticleDraft, after: ArticleDraft, names: Names): Change[] {
	const [was, is] = [new Map(placesOf(before)), new Map(placesOf(after))];
	const fields = [...new Set([...is.keys(), ...was.keys()])].flatMap((path) =>
		changeOf(
			labelOfPlace(path, names),
			...([was, is].map((side) => wordsOfPlace(path, side.get(path), names)) as [string, string])
		)
	);
	const blocks = align(before.content.body.content, after.content.body.content).flatMap(blockChange);
	return [...fields, ...blocks];
}

function changeOf(label: string, before: string, after: string): Change[] {
	if (before === after) return [];
	const state = !before ? 'added' : !after ? 'removed' : 'changed';
	return [{ label, state, stretches: wordsChanged(before, after) }];
}

function blockChange({ before, after }: { before?: Block; after?: Block }): Change[] {
	const label = labelOf((after ?? before)!);
	if (!before) return [{ label, state: 'added', stretches: [{ text: wordsIn(after!), op: 'added' }] }];
	if (!after) return [{ label, state: 'removed', stretches: [{ text: wordsIn(before), op: 'removed' }] }];
	if (isSame(before, after)) return [];
	const stretches = wordsChanged(wordsIn(before), wordsIn(after));
	const isForm = stretches.every(({ op }) => op === 'same');
	return [{ label, state: 'changed', stretches, ...(isForm && { form: formChanged(before, after) }) }];
}

const wordsIn = (block: Block): string => plainBlocks([block]);

/** "Paragraphe" */
export const labelOf = ({ type }: Block): string => blockLabels[type].replace(/^./u, (first) => first.toUpperCase());

function formChanged(before: Block, after: Block): string {
	const addressOf = (block: Block) => block.attrs && 'for' in block.attrs && block.attrs.for;
	if (!isSame(addressOf(before) || null, addressOf(after) || null)) return 'Ce n’est plus pour les mêmes lecteurs.';
	return 'La mise en forme a changé, pas les mots.';
}
