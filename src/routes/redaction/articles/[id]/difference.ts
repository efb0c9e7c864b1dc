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

/** Words that changed inside a text. Words that changed side by side are one change, not one for each. */
export function wordsChanged(before: string, after: string): Stretch[] {
	const found = diffWordsWithSpace(before, after).map(({ value, added, removed }): Stretch => ({
		text: value,
		op: added ? 'added' : removed ? 'removed' : 'same'
	}));
	const isGap = ({ op, text }: Stretch, at: number) => op === 'same' && !text.trim() && at > 0 && at < found.length - 1;
	const joined: Stretch[] = [];
	for (let from = 0; from < found.length;) {
		let to = from;
		while (to < found.length && (found[to]!.op !== 'same' || (to > from && isGap(found[to]!, to)))) to++;
		if (to === from) joined.push(found[to++]!);
		else joined.push(...joinChanges(found.slice(from, to)));
		from = to;
	}
	return joined;
}

/** A run of changes as what was taken away, then what came instead; the spaces between belong to both. */
function joinChanges(run: Stretch[]): Stretch[] {
	return (['removed', 'added'] as const).flatMap((op) => {
		const own = run.filter((one) => one.op === op || one.op === 'same');
		const text = own.map((one) => one.text).join('');
		return own.some((one) => one.op === op) && text ? [{ text, op }] : [];
	});
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
