import { advise, type AdviceCode, type AdviceContext } from '#editorial/advice/index.ts';
import { listTerms } from '#editorial/lexicon/index.server.ts';
import { mediaIn, type Block } from '#editorial/content/index.ts';
import { listElectionPeriods } from '#foundation/elections/index.server.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Issue, IssueBlock, Publication } from '../publication.ts';
import { placing, type Finding } from './finding.ts';

/** What is said of the words of an issue's own. Articles were advised where they are written. */
const heeded: AdviceCode[] = [
	...(['acronym', 'alt-missing', 'anteriority', 'capitals', 'executive-name', 'inclusive-sign'] as const),
	...(['link-bare', 'link-same', 'promise', 'promotional', 'punctuation', 'term', 'transcript-missing'] as const)
];

/** Blocks of a document, and the block of the issue in which they stand; null for what is the issue's own head. */
type Passage = { block: string | null; content: Block[] };

const line = (text: string): Block[] => (text.trim() ? [{ type: 'paragraph', content: [{ type: 'text', text }] }] : []);

/** What the desk itself wrote, in reading order. Columns of groups are theirs alone: nobody advises on them. */
function passagesOf({ editorial, voices, preheader, blocks }: Issue): Passage[] {
	const heads = [editorial, ...Object.values(voices).map((voice) => voice.editorial)].flatMap((each) => each ?? []);
	const own = Object.values(voices).flatMap(({ subject, preheader: said }) => [...line(subject), ...line(said)]);
	return [
		{ block: null, content: [...line(preheader), ...own] },
		...heads.map(({ title, body }) => ({ block: null, content: [...line(title), ...body.content] })),
		...blocks.map((block) => ({ block: block.id, content: wordsOf(block) }))
	];
}

function wordsOf(block: IssueBlock): Block[] {
	switch (block.kind) {
		case 'heading':
		case 'agenda':
			return line(block.title);
		case 'text':
			return [...line(block.title), ...block.body.content];
		case 'figures':
			return [block.title, ...block.figures.map(({ value, label }) => `${value} ${label}`)].flatMap(line);
		case 'action':
			return [block.title, block.text, block.label].flatMap(line);
		default:
			return [];
	}
}

/** Lexicon, acronyms, inclusive wording and, in a pre-election period, neutrality, in the words of the issue's own. */
export async function ofWords(db: Db, issue: Issue, publication: Publication): Promise<Finding[]> {
	const passages = passagesOf(issue);
	const content = passages.flatMap((passage) => passage.content);
	const places = passages.flatMap((passage) => passage.content.map(() => passage.block));
	const context: AdviceContext = {
		...{ kind: 'news', reach: publication.reach, voices: publication.voices, day: issue.date },
		lexicon: await listTerms(db),
		elections: await listElectionPeriods(db, { structures: publication.voices }),
		media: await loadMedia(db, mediaIn(content)),
		structures: await listStructures(db)
	};
	const body = { type: 'doc' as const, content };
	const said = { title: issue.title, standfirst: '', cover: null, body, variants: {}, relayMessage: '' };
	const at = placing(issue);
	return advise(said, context)
		.filter(({ code }) => heeded.includes(code))
		.map(({ code, level, title, detail, where }) => {
			const finding = {
				level: level === 'blocks' ? ('blocks' as const) : ('warns' as const),
				code,
				message: `${title} : ${detail}`
			};
			const block = where.field === 'body' ? places[where.block ?? -1] : null;
			return block ? at.onBlock(finding, block) : at.onIssue(finding);
		});
}
