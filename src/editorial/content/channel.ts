import type { Media } from '#foundation/media/index.ts';
import type { Identity, Structure } from '#foundation/structures/index.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Block, BlockOf, BlockType, Inline, MarkOf, MarkType } from './document.ts';

/** Something a writer should know about what a channel made of a text. It never stops the channel. */
export type Warning = { code: WarningCode; message: string };
export type WarningCode =
	'media-missing' | 'alt-missing' | 'heading-skipped' | 'link-refused' | 'form-reduced' | 'content-removed';

/** What a channel gives back: rendered output, and what it could not show as written. Errors are the caller's to find. */
export type Channelled = { output: string; warnings: Warning[] };

/** What a channel knows of a structure. */
export type Voice = Pick<Structure, 'id' | 'slug' | 'name' | 'shortName' | 'identity'>;

/** What a channel may look up while it renders. Pure: everything is loaded beforehand. */
export type ChannelContext = {
	/** The face in which it speaks. */
	structure: Voice;
	/** All structures by id, to name those whom a passage is addressed to. */
	structures: Map<string, Voice>;
	/** To whom it speaks: a file that may not travel that far is left out. */
	reach: Reach;
	media: Map<string, Media>;
	/** Public address of the installation, without a final slash: mails and exports need whole addresses. */
	origin: string;
	/** Whether to name the passages addressed to some ("Passage propre à : Ville"). */
	showAddresses: boolean;
	/** How many levels headings move down where blocks stand under other titles: 1 in an issue. */
	headingShift?: number;
	/** Begins the ids of headings, so that several articles may share a page. */
	idPrefix?: string;
	/** Path of the page where these blocks can be read, to which `#…` links lead from elsewhere. */
	page?: string;
};

export type { Identity };

/** One renderer per block: a channel that forgets one does not compile. */
export type BlockMap<C> = { [T in BlockType]: (block: BlockOf<T>, channel: C) => string };

/** One renderer per mark, given what it surrounds. */
export type MarkMap<C> = { [T in MarkType]: (inside: string, mark: MarkOf<T>, channel: C) => string };

export function renderBlock<C>(map: BlockMap<C>, block: Block, channel: C): string {
	return (map[block.type] as (block: Block, channel: C) => string)(block, channel);
}

/** The words of inline content, without marks. */
export const plainText = (content: Inline[] = []): string =>
	content.map((inline) => (inline.type === 'text' ? inline.text : ' ')).join('');
