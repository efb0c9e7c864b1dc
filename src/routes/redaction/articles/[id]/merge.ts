import { diff3MergeRegions } from 'node-diff3';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import type { Block } from '#editorial/content/index.ts';
import { align, isSame, markOf } from './align.ts';
import { cloneOf } from './clone.ts';

export { isSame } from './align.ts';

export type Choice = 'mine' | 'theirs' | 'both';
/** What was chosen, by id of the clash. What is not chosen keeps both where it can, and mine elsewhere. */
export type Choices = Record<string, Choice>;

/** Two people changed the same place. Blocks come as lists: an empty one was taken away. */
export type Clash = { id: string } & (
	{ kind: 'field'; path: string; mine: unknown; theirs: unknown } | { kind: 'blocks'; mine: Block[]; theirs: Block[] }
);

type BlockClash = Extract<Clash, { kind: 'blocks' }>;
type Piece = Block | BlockClash;

/** `draft` holds what merged by itself; `body` its blocks, and the clashes among them in their places. */
export type Merge = { draft: ArticleDraft; body: Piece[]; clashes: Clash[] };

/**
 * What two people made of `base`: changes to different fields and blocks are taken from both, and the same place changed
 * twice is a clash. Without `base` everything that differs clashes. Pure; nothing of either is dropped.
 */
export function merge(base: ArticleDraft | null, theirs: ArticleDraft, mine: ArticleDraft): Merge {
	const draft = cloneOf(mine);
	const before = fieldsOf(base);
	const [ours, others] = [fieldsOf(mine), fieldsOf(theirs)];
	const clashes: Clash[] = [];
	for (const path of new Set([...ours.keys(), ...others.keys()])) {
		const [was, my, their] = [before.get(path), ours.get(path), others.get(path)];
		if (isSame(my, their) || (base && isSame(their, was))) continue;
		if (base && isSame(my, was)) write(draft, path, their);
		else if (!isSilent(path)) clashes.push({ id: path, kind: 'field', path, mine: my, theirs: their });
	}
	for (const side of ['voices', 'audience'] as const)
		draft[side] = mergeSets(base?.[side] ?? [], theirs[side], mine[side]);
	const body = mergeBlocks(base?.content.body.content, theirs.content.body.content, mine.content.body.content);
	return { draft, body, clashes: [...clashes, ...body.filter(isClash)] };
}

/** The article once every clash has been chosen. */
export function settle({ draft, body, clashes }: Merge, choices: Choices): ArticleDraft {
	const settled = cloneOf(draft);
	for (const clash of clashes) {
		if (clash.kind !== 'field') continue;
		const choice = choices[clash.id] ?? (canKeepBoth(clash) ? 'both' : 'mine');
		if (choice !== 'mine') write(settled, clash.path, choice === 'both' ? together(clash) : clash.theirs);
	}
	const blocks = body.flatMap((piece) => (isClash(piece) ? chosenBlocks(piece, choices[piece.id]) : piece));
	settled.content.body = { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] };
	return settled;
}

/** Two texts can stand one after the other; two dates cannot. */
export const canKeepBoth = (clash: Clash): boolean =>
	clash.kind === 'blocks'
		? clash.mine.length > 0 && clash.theirs.length > 0
		: typeof clash.mine === 'string' && typeof clash.theirs === 'string' && isProse(clash.path);

const isProse = (path: string): boolean =>
	/^(signature|contact)$|^content\/(?:.*\/)?(?:title|standfirst|relayMessage)$/.test(path);

const together = ({ mine, theirs }: Extract<Clash, { kind: 'field' }>): string =>
	`${theirs as string} ${mine as string}`;

const isClash = (piece: Piece): piece is BlockClash => 'kind' in piece;

function chosenBlocks({ mine, theirs }: BlockClash, choice: Choice = 'both'): Block[] {
	if (choice === 'both') return [...theirs, ...mine];
	return choice === 'mine' ? mine : theirs;
}

/** A variant's basis follows its text: nobody is asked about it. */
const isSilent = (path: string): boolean => path.includes('/basis/');

type Loose = Record<string, unknown>;

/** Every field apart from the body and from the lists of structures, by path. */
function fieldsOf(draft: ArticleDraft | null): Map<string, unknown> {
	if (!draft) return new Map();
	const { content, details, voices: _voices, audience: _audience, ...envelope } = draft;
	const { body: _body, variants, texts, ...words } = content;
	return new Map([
		...entries('', envelope),
		...entries('details/', details),
		...entries('content/', words),
		...entries('content/texts/', texts),
		...Object.entries(variants).flatMap(([structure, { basis, ...variant }]) => [
			...entries(`content/variants/${structure}/`, variant),
			...entries(`content/variants/${structure}/basis/`, basis)
		])
	]);
}

const entries = (prefix: string, fields: Loose | undefined): [string, unknown][] =>
	Object.entries(fields ?? {}).map(([name, value]) => [prefix + name, value]);

function write(draft: ArticleDraft, path: string, value: unknown): void {
	const steps = path.split('/');
	const last = steps.pop()!;
	let place = draft as unknown as Loose;
	for (const step of steps) place = (place[step] ??= {}) as Loose;
	if (value === undefined) delete place[last];
	else place[last] = cloneOf(value);
}

/** What either added, without what either took away; in mine's order. */
function mergeSets(base: string[], theirs: string[], mine: string[]): string[] {
	const isGone = (id: string) => base.includes(id) && !(mine.includes(id) && theirs.includes(id));
	return [...new Set([...mine, ...theirs])].filter((id) => !isGone(id));
}

function mergeBlocks(base: Block[] | undefined, theirs: Block[], mine: Block[]): Piece[] {
	const nextId = counter();
	if (!base) return isSame(theirs, mine) ? mine : [{ id: nextId(), kind: 'blocks', mine, theirs }];
	const marks = [mine, base, theirs].map((blocks) => blocks.map(markOf)) as [string[], string[], string[]];
	return diff3MergeRegions(...marks).flatMap((region): Piece[] => {
		if (region.stable) {
			const source = { a: mine, o: base, b: theirs }[region.buffer];
			return source.slice(region.bufferStart, region.bufferStart + region.bufferLength);
		}
		return mergeRegion(
			base.slice(region.oStart, region.oStart + region.oLength),
			theirs.slice(region.bStart, region.bStart + region.bLength),
			mine.slice(region.aStart, region.aStart + region.aLength),
			nextId
		);
	});
}

const counter = () => {
	let last = 0;
	return () => `bloc-${++last}`;
};

/** What became of each block of a stretch, and what came before it (and, last, after all of them). */
type Fate = { after: Block | undefined; added: Block[] };

function fatesOf(base: Block[], changed: Block[]): Fate[] {
	const fates: Fate[] = [{ after: undefined, added: [] }];
	for (const { before, after } of align(base, changed, { leftovers: true })) {
		const fate = fates.at(-1)!;
		if (!before) fate.added.push(after!);
		else {
			fate.after = after;
			fates.push({ after: undefined, added: [] });
		}
	}
	return fates;
}

/** A stretch that both changed: neighbours changed by different people are no clash, and what both added stays. */
function mergeRegion(base: Block[], theirs: Block[], mine: Block[], nextId: () => string): Piece[] {
	const [their, my] = [fatesOf(base, theirs), fatesOf(base, mine)];
	return my.flatMap(({ after, added }, at): Piece[] => {
		const other = their[at]!;
		const come = isSame(added, other.added) ? added : [...other.added, ...added];
		const was = base[at];
		if (!was) return come;
		if (isSame(after, other.after) || isSame(other.after, was)) return [...come, ...listOf(after)];
		if (isSame(after, was)) return [...come, ...listOf(other.after)];
		return [...come, { id: nextId(), kind: 'blocks', mine: listOf(after), theirs: listOf(other.after) }];
	});
}

const listOf = (block: Block | undefined): Block[] => (block ? [block] : []);
