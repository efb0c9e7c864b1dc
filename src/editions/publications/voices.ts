import { plainDay } from '#kernel/dates.ts';
import { typeset } from '#kernel/text.ts';
import type { Editorial, Issue, IssueBlock, Publication } from './publication.ts';
import { issueNumber, subjectLimit } from './rules.ts';

type Composed = Pick<Issue, 'blocks' | 'voices'>;

const own = (voices: Issue['voices'], voice: string) => (Object.hasOwn(voices, voice) ? voices[voice] : undefined);

/** The blocks that one structure shows, in its own order when it has one. */
export function blocksFor({ blocks, voices }: Composed, voice: string): IssueBlock[] {
	const shown = blocks.filter((block) => block.voices.length === 0 || block.voices.includes(voice));
	const order = own(voices, voice)?.order;
	return order ? inOrder(shown, order) : shown;
}

/** A block that came after the order was given stands after the one that it follows for everybody. */
function inOrder(shown: IssueBlock[], order: string[]): IssueBlock[] {
	const placed = order.flatMap((id) => shown.find((block) => block.id === id) ?? []);
	for (const [index, block] of shown.entries()) {
		if (placed.includes(block)) continue;
		const before = shown[index - 1];
		placed.splice(before ? placed.indexOf(before) + 1 : 0, 0, block);
	}
	return placed;
}

/** Intertitles under which nothing is left for these readers are left out. */
export const withoutEmptyParts = (blocks: IssueBlock[], isShown: (block: IssueBlock) => boolean): IssueBlock[] => {
	const shown = blocks.filter(isShown);
	const says = ({ kind }: IssueBlock) => kind !== 'heading' && kind !== 'separator';
	return shown.filter((block, index) => {
		if (block.kind !== 'heading') return true;
		const next = shown.findIndex((each, at) => at > index && each.kind === 'heading');
		const isEmptied = partOf(blocks, block).some(says);
		return !isEmptied || shown.slice(index + 1, next === -1 ? shown.length : next).some(says);
	});
};

/** What stands between an intertitle and the next one. */
function partOf(blocks: IssueBlock[], heading: IssueBlock): IssueBlock[] {
	const from = blocks.indexOf(heading) + 1;
	const next = blocks.findIndex((each, at) => at >= from && each.kind === 'heading');
	return blocks.slice(from, next === -1 ? blocks.length : next);
}

/** What one structure says first: its own when it has one, even none at all. */
export function editorialFor(issue: Pick<Issue, 'editorial' | 'voices'>, voice: string): Editorial | null {
	const said = own(issue.voices, voice)?.editorial;
	return said === undefined ? issue.editorial : said;
}

export const preheaderFor = (issue: Pick<Issue, 'preheader' | 'voices'>, voice: string): string =>
	(own(issue.voices, voice)?.preheader || issue.preheader).trim();

/**
 * What a mailbox shows: the structure's own subject, else the title of the series with the number and the issue's own
 * title where both fit, else the latter.
 */
export function subjectOf(
	publication: Pick<Publication, 'title'>,
	issue: Pick<Issue, 'title' | 'number' | 'date'> & Partial<Pick<Issue, 'voices'>>,
	voice?: string
): string {
	const said = voice !== undefined && issue.voices ? own(issue.voices, voice)?.subject.trim() : '';
	if (said) return typeset(said);
	const series = `${publication.title} ${issueNumber(issue)}`;
	const title = typeset(issue.title.trim());
	if (!title) return `${series}, ${plainDay(issue.date)}`;
	const both = `${series} · ${title}`;
	return both.length <= subjectLimit ? both : title;
}
