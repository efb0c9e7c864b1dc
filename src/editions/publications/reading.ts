import type { Illustrated } from '#editorial/articles/ui/illustrated.ts';
import type { Form, IssuePage } from './publication.ts';

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
};

export type ReadBlock =
	| { anchor: string; kind: 'heading'; title: string }
	| { anchor: string; kind: 'text'; level: 2 | 3; title: string; html: string }
	| ReadArticle;

/** An issue as a page: what `getIssue` gives, with its texts rendered and its pictures at hand. */
export type ReadIssue = Omit<IssuePage, 'editorial' | 'blocks'> & {
	editorial: { title: string; signature: string; html: string } | null;
	blocks: ReadBlock[];
	/** Titles for its cover. */
	highlights: string[];
};
