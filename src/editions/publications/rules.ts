import {
	plainText,
	rendition,
	type Block,
	type Doc,
	type Paragraph,
	type Rendition
} from '#editorial/content/index.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { reachAllows, type Reach } from '#kernel/reach.ts';
import { shorten, typeset } from '#kernel/text.ts';
import type { Form, Issue, IssueBlock, Publication, PublicationSettings } from './publication.ts';

/** Whether readers may see it at `at`: a date to come means later. */
export const isPublished = (issue: Pick<Issue, 'publishedAt'>, at: Instant): boolean =>
	issue.publishedAt !== null && issue.publishedAt <= at;

/**
 * The structure (id) in whose voice this reader reads the publication: the one he reads as when it carries the title,
 * else the first of his own that does. Undefined when the publication is not for him.
 */
export function voiceFor(publication: Pick<Publication, 'voices' | 'reach'>, reader: Reader): string | undefined {
	if (!reachAllows(publication.reach, reader.reach)) return undefined;
	const own = publication.voices.filter((voice) => reader.structures.includes(voice));
	return own.includes(reader.structure) ? reader.structure : own[0];
}

export const articleIdsOf = (blocks: IssueBlock[]): string[] =>
	blocks.flatMap((block) => (block.kind === 'article' ? [block.articleId] : []));

/** A title of which nothing more was said. */
export const plainSettings: PublicationSettings = {
	headings: [],
	rhythm: null,
	lists: [],
	imprint: { director: '', editors: '', printer: '', issn: '', legalDeposit: '', printRun: '' },
	tribunes: []
};

/** One lead, then summaries: what an issue is made of when nothing else is said. */
export const defaultForm = (position: number): Form => (position === 0 ? 'lead' : 'summary');

/** What one structure says in a text of the issue's own (editorial, free block), to one reach. */
export const spoken = (doc: Doc, voice: string, reach: Reach): Block[] =>
	rendition({ title: '', standfirst: '', cover: null, body: doc, variants: {}, relayMessage: '' }, voice, reach).blocks;

/**
 * The first paragraphs of a text, at most `limit` signs, stopping at the first block that is not a paragraph.
 * A first paragraph longer than that is shortened.
 */
export function opening(blocks: Block[], limit = 480): Paragraph[] {
	const kept: Paragraph[] = [];
	let length = 0;
	for (const block of blocks) {
		if (block.type !== 'paragraph') break;
		const words = plainText(block.content).trim();
		if (kept.length > 0 && length + words.length > limit) break;
		if (words.length > limit) return [{ type: 'paragraph', content: [{ type: 'text', text: shorten(words, limit) }] }];
		if (words) kept.push(block);
		length += words.length;
	}
	return kept;
}

/** The standfirst, or the beginning of the text when there is none. */
export function summaryText(said: Pick<Rendition, 'standfirst' | 'blocks'>, limit = 260): string {
	if (said.standfirst.trim()) return typeset(said.standfirst.trim());
	const first = said.blocks.find((block) => block.type === 'paragraph' && plainText(block.content).trim() !== '');
	return first?.type === 'paragraph' ? typeset(shorten(plainText(first.content), limit)) : '';
}

/**
 * Headings without a skipped level, as assistive technology announces them: a level 4 straight under a title becomes
 * a level 2. How far they move down under the titles of an issue is the channels' `headingShift`.
 */
export function closeUp(blocks: Block[]): Block[] {
	let previous = 1;
	return blocks.map((block) => {
		if (block.type !== 'heading') return block;
		previous = Math.min(block.attrs.level, previous + 1);
		return { ...block, attrs: { ...block.attrs, level: previous as 2 | 3 | 4 } };
	});
}

/** Special issues have a series of their own, which begins here: they never take the number of an ordinary one. */
export const firstSpecial = 10_001;

export const isSpecialNumber = (number: number): boolean => number >= firstSpecial;

/** "n° 46", with a no-break space; "hors-série n° 2". */
export const issueNumber = ({ number }: Pick<Issue, 'number'>): string =>
	isSpecialNumber(number) ? `hors-série n°\u00a0${number - firstSpecial + 1}` : `n°\u00a0${number}`;

/** A column before its group has deposited anything. */
export const emptyTribune = {
	title: '',
	body: { type: 'doc' as const, content: [{ type: 'paragraph' as const }] },
	signature: '',
	depositedOn: null
};

/** The number that an address names; 0, which no issue has, for what is not a number. */
export const readNumber = (text: string): number => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0);

/** Gmail and phones cut longer subjects. */
export const subjectLimit = 60;
