import { reachAllows, type Reach } from '#kernel/reach.ts';
import type { Address, Block, Doc, PictureUse } from './document.ts';

/**
 * What one structure says instead of the common text. Absent: the common text. `basis` is the common text against which
 * each was written: when it has changed since, the variant may have to follow.
 */
export type Variant = {
	title?: string;
	standfirst?: string;
	cover?: PictureUse;
	basis?: { title?: string; standfirst?: string };
};

/** Texts of their own for channels that need them: a board or a telephone (160 signs), a social network (300 graphemes). */
export type ChannelTextName = 'short' | 'social';

/** `basis` marks what it was written from (`sourceMark`), so that a change of the source is seen. */
export type ChannelText = { text: string; basis: string };

/** The words and pictures of a revision: what everyone says, and what each says of its own. */
export type Content = {
	title: string;
	standfirst: string;
	cover: PictureUse | null;
	body: Doc;
	/** By structure id. */
	variants: Record<string, Variant>;
	/** A sentence for those who answer residents. Never leaves reach `internal`. */
	relayMessage: string;
	/** Empty ones fall back to a cut of the standfirst. */
	texts?: Partial<Record<ChannelTextName, ChannelText>>;
};

/** An article as one structure says it to one level of reach. */
export type Rendition = {
	structure: string;
	reach: Reach;
	title: string;
	standfirst: string;
	cover: PictureUse | null;
	/** Only the blocks meant for this structure and reach; each keeps its address, so that a page can show it. */
	blocks: Block[];
	relayMessage: string;
};

/** Whether a block so addressed is for this structure, and for a reader of this reach. */
export function isFor(address: Address | null | undefined, structure: string, reach: Reach): boolean {
	if (!address) return true;
	if (address.structures?.length && !address.structures.includes(structure)) return false;
	return reachAllows(address.reach ?? 'public', reach);
}

/**
 * What `structure` (an id) says to a reader of `reach`: variants chosen, passages addressed to others taken out at
 * every depth, with what they leave empty: containers, rows, and headings whose whole part was for others.
 * Pure; the one place where addresses are resolved.
 */
export function rendition(content: Content, structure: string, reach: Reach): Rendition {
	const variant = (Object.hasOwn(content.variants, structure) && content.variants[structure]) || {};
	const kept = content.body.content.map((block) => keep(block, structure, reach));
	return {
		structure,
		reach,
		title: variant.title || content.title,
		standfirst: variant.standfirst || content.standfirst,
		cover: variant.cover ?? content.cover,
		blocks: kept.flatMap((block, index) => (block && !isLeftHanging(kept, content.body.content, index) ? [block] : [])),
		relayMessage: reach === 'internal' ? content.relayMessage : ''
	};
}

type Node = { type: string; attrs?: { for?: Address | null } | Record<string, unknown>; content?: Node[] };

const addressOf = (node: Node) => (node.attrs as { for?: Address | null } | undefined)?.for;
const isCell = (node: Node) => node.type === 'tableCell' || node.type === 'tableHeader';

/** A node without what is addressed to others; undefined when nothing of it is left. */
function keep<N extends Node>(node: N, structure: string, reach: Reach): N | undefined {
	if (!isFor(addressOf(node), structure, reach)) return undefined;
	if (!node.content?.length) return node;
	const content = node.content.flatMap((child) => keep(child, structure, reach) ?? []);
	if (content.length > 0 && !isEmptiedRow(node, content)) return { ...node, content };
	// A cell holds its column open, and a video without its transcript is still a video.
	if (isCell(node)) return { ...node, content: [{ type: 'paragraph' }] };
	if (node.type === 'video') return { ...node, content: undefined };
	return undefined;
}

/** A row that had words, all of them in passages addressed to others. */
const isEmptiedRow = (before: Node, cells: Node[]): boolean =>
	before.type === 'tableRow' && !cells.some(hasWords) && before.content!.some(hasWords);

const hasWords = (node: Node): boolean => node.type === 'text' || (node.content ?? []).some(hasWords);

/** Whether block `index` is a heading that had a part under it, of which nothing is kept. */
function isLeftHanging(kept: (Block | undefined)[], all: Block[], index: number): boolean {
	const heading = all[index]!;
	if (heading.type !== 'heading') return false;
	const end = all.findIndex(
		(block, at) => at > index && block.type === 'heading' && block.attrs.level <= heading.attrs.level
	);
	const stop = end === -1 ? all.length : end;
	const isSomethingKept = kept.slice(index + 1, stop).some((block) => block && block.type !== 'heading');
	const wasSomething = all.slice(index + 1, stop).some((block) => block.type !== 'heading');
	return wasSomething && !isSomethingKept;
}
