import type { Fields } from './fields.ts';
import type { Block, Warning } from '#editorial/content/index.ts';
import type { Find } from './pictures.server.ts';

/** An article of an old site, read and not yet written. */
export type ForeignArticle = {
	/** Identifies it for ever: the same source is never two articles. */
	source: string;
	/** Everything that, changed, makes it another text. */
	original: string;
	fields: Fields;
	blocks: Block[];
	images: string[];
	warnings: Warning[];
	find: Find;
};

/** Something that may be an article: read when its turn comes, so that one that is broken stops no other. */
export type Candidate = { source: string; read: () => Promise<ForeignArticle> };

/** What is looked at, and what is set aside at once, with its reason. */
export type Found = { candidates: Candidate[]; skipped: { source: string; reason: string }[] };
