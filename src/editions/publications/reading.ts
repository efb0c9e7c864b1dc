import type { Illustrated } from '#editorial/articles/ui/illustrated.ts';
import type { Media } from '#foundation/media/index.ts';
import type { Form, IssuePage, ShownBlock } from './publication.ts';

/** An article ready to be shown; `html` is made by the html channel and by nothing else. */
export type ReadArticle = {
	anchor: string;
	kind: 'article';
	form: Form;
	/** Of its title in the page. */
	level: 2 | 3;
	article: Illustrated;
	summary: string;
	html: string;
	/** "Corrigé le … : …" when it was corrected after the issue appeared; else empty. */
	corrected: string;
};

export type ReadBlock =
	| { anchor: string; kind: 'heading'; title: string }
	| { anchor: string; kind: 'text'; level: 2 | 3; title: string; html: string }
	| ReadOwn
	| ReadArticle;

/** A block of the issue's own, as it is shown; texts of documents are rendered. */
export type ReadOwn = { level: 2 | 3 } & (
	| Plain<'agenda' | 'figures' | 'moves' | 'action' | 'separator' | 'imprint'>
	| (Omit<Extract<ShownBlock, { kind: 'tribune' }>, 'id' | 'blocks'> & { html: string })
);

type Plain<K extends ShownBlock['kind']> = K extends K ? Omit<Extract<ShownBlock, { kind: K }>, 'id'> : never;

/** An issue as a page: what `getIssue` gives, with its texts rendered and its pictures at hand. */
export type ReadIssue = Omit<IssuePage, 'editorial' | 'blocks'> & {
	editorial: { title: string; signature: string; html: string; portrait: { media: Media; alt: string } | null } | null;
	blocks: ReadBlock[];
	/** Titles for its cover. */
	highlights: string[];
};
