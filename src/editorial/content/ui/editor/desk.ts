import type { Media } from '#foundation/media/index.ts';

/** A structure as the editor names it. */
export type Named = { id: string; slug: string; shortName: string };

/** Where a picture goes: a place of the text, a gallery to add to, or the picture that waits to be described. */
export type PicturePlace = { at: number } | { gallery: number } | { pending: string };

/** A picture as it came in a pasted text: a `data:` address, and what was said of it there. */
export type Pasted = { id: string; src: string; alt: string };

/** What blocks and keys may ask of the page around them. Dialogs answer by commands. */
export type Desk = {
	structures(): Named[];
	media(id: string): Media | undefined;
	/** A picture that was pasted and is not described yet, as a `data:` address. */
	preview(id: string): string | undefined;
	/** Told of each change of the library, until the function that it gives back is called. */
	onMedia(changed: () => void): () => void;
	askLink(): void;
	askLanguage(): void;
	askAddress(): void;
	askPictures(files: File[], place: PicturePlace): void;
	askPicture(place: PicturePlace): void;
	/** Pictures that came inside a pasted text, each waiting in the text under its id. */
	askPasted(pictures: Pasted[]): void;
	askDescription(pos: number): void;
	askFile(files: File[], place: { at: number }): void;
	/** Takes the keyboard out of the text, after it or before it. */
	leave(backwards: boolean): void;
	/** Read aloud, not seen. */
	announce(sentence: string): void;
	/** Read aloud and shown above the text until it is dismissed. */
	tell(sentence: string): void;
};

/** A desk where nobody answers: for tests of the schema, and while a page is being made. */
export const emptyDesk: Desk = {
	structures: () => [],
	media: () => undefined,
	preview: () => undefined,
	onMedia: () => () => {},
	askLink() {},
	askLanguage() {},
	askAddress() {},
	askPictures() {},
	askPicture() {},
	askPasted() {},
	askDescription() {},
	askFile() {},
	leave() {},
	announce() {},
	tell() {}
};
