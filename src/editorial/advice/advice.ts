import type { ArticleKind } from '#editorial/articles/index.ts';
import type { Content } from '#editorial/content/index.ts';
import type { Term } from '#editorial/lexicon/index.ts';
import type { ElectionPeriod } from '#foundation/elections/index.ts';
import type { Media } from '#foundation/media/index.ts';
import type { Day } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';

/** What a rule says of a text: advice, which the writer may leave, or what stops publication. */
export type Advice = {
	code: AdviceCode;
	level: 'advice' | 'blocks';
	/** What it is, in a few words. */
	title: string;
	/** Why, and what to do, in one sentence. */
	detail: string;
	where: AdviceWhere;
	/** What could be put in its place, when a machine can say so. */
	replace?: { from: string; to: string };
};

export type AdviceCode =
	| 'acronym'
	| 'alt-missing'
	| 'anteriority'
	| 'capitals'
	| 'cover-alt-missing'
	| 'empty'
	| 'executive-name'
	| 'heading-false'
	| 'heading-skipped'
	| 'inclusive-sign'
	| 'link-bare'
	| 'link-same'
	| 'long-sentence'
	| 'promise'
	| 'promotional'
	| 'punctuation'
	| 'reach-wider'
	| 'relay-missing'
	| 'remit'
	| 'source-missing'
	| 'standfirst-long'
	| 'term'
	| 'title-long'
	| 'transcript-missing'
	| 'unread-passage';

export type AdviceField = 'title' | 'standfirst' | 'cover' | 'body' | 'relayMessage' | 'short' | 'social';

export type AdviceWhere = {
	field: AdviceField;
	/** Index of a block of the body, among those of the first rank. */
	block?: number;
	/** The very words, to find them in the field or the block. */
	quote?: string;
	/** How many times the quote is found before, in the same field or block; none when absent. */
	skip?: number;
	/** Id of the structure whose variant it is. */
	structure?: string;
};

/** What is known beside the words. Pure: everything is loaded beforehand. */
export type AdviceContext = {
	kind: ArticleKind;
	reach: Reach;
	voices: string[];
	/** Whose agents may read; those who speak when absent. */
	audience?: string[];
	lexicon: Term[];
	/** Of the structures that speak, or of all: the others are left aside. */
	elections: ElectionPeriod[];
	/** When it is meant to appear, or today. */
	day: Day;
	media: ReadonlyMap<string, Pick<Media, 'altText' | 'decorative'>>;
	structures: { id: string; shortName: string }[];
};

/** The codes of the pre-election period: ignoring one asks for a reason, which is kept. */
export const neutralityCodes: readonly AdviceCode[] = ['anteriority', 'executive-name', 'promise', 'promotional'];

/** What a rule is given: the words, in reading order, and what is known beside them. */
export type Subject = AdviceContext & { content: Content; passages: Passage[] };

/** Words that stand together, and where. */
export type Passage = { where: AdviceWhere; form: PassageForm; text: string };

export type PassageForm = 'title' | 'standfirst' | 'message' | 'paragraph' | 'item' | 'heading' | 'cell' | 'label';

export type Rule = (subject: Subject) => Advice[];
