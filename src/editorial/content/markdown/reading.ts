import type { Warning } from '../channel.ts';
import type { Block, PictureUse } from '../document.ts';

/** A picture that a text shows, under the address that the text gives. */
export type FoundImage = { src: string; alt: string; title: string };

/** What was read of a foreign text. Pictures and files not yet in the library are `media: 'src:ADDRESS'`. */
export type Reading = { blocks: Block[]; images: FoundImage[]; warnings: Warning[] };

export type ReadingOptions = {
	/**
	 * Whether directives and our own elements are understood: for the markdown channel and for what is written for it.
	 * Elsewhere `:word` is a word, and nobody may address a passage.
	 */
	directives?: boolean;
	/** What the text is called: a first heading that only says it again is left out. */
	title?: string;
	/** The id of a structure, from its slug in a directive. */
	structureId?: (slug: string) => string | undefined;
};

/** Puts a picture into the library, or finds it there; undefined when it cannot be had. */
export type ResolveImage = (src: string, alt: string, title: string) => Promise<PictureUse | undefined>;

/** Puts a file into the library, or finds it there: its media id. */
export type ResolveFile = (src: string) => Promise<string | undefined>;

/** Begins the media of what is still only an address. */
export const unresolved = 'src:';
