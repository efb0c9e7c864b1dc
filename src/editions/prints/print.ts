import type { Media } from '#foundation/media/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { ReadIssue } from '#editions/publications/index.ts';

/** An issue as one structure gives it on paper (A4): what its page says, with what paper asks for. */
export type Paper = {
	page: ReadIssue;
	/** Who speaks. */
	structure: Structure;
	/** Who edits the title, and answers for it. */
	owner: Structure;
	structures: Structure[];
	logo: Media | undefined;
	/** Where the same text is read on a screen, absolute. */
	webUrl: string;
	/** The page of an article, absolute. */
	articleUrl: (slug: string) => string;
};

/** What is put around the sheets, according to where they are read. */
export type PaperDress = {
	/** `@font-face` rules. */
	fonts: string;
	/** HTML above the sheets, on a screen only. */
	tools: string;
	/** The page of each place, once it is known; the contents have no numbers before. */
	pages: Map<string, number> | null;
};
