import type { Actor } from '#foundation/accounts/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { addDays, daysBetween } from '#kernel/days.ts';
import { Forbidden } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canWriteIssue } from './can.ts';
import { createIssue } from './commands.server.ts';
import type { BlockDraft } from './input.ts';
import type { Issue, IssueBlock, Publication } from './publication.ts';
import { getPublicationById, listAllIssues } from './queries.server.ts';
import { nextDay } from './rhythm.ts';
import { emptyTribune } from './rules.ts';
import { draftOfIssue, getForUpdate } from './writing.server.ts';

/** The same composition once more, under the next number and for its day. Columns of groups come back empty. */
export async function duplicateIssue(tx: Tx, actor: Actor, issueId: string): Promise<Issue> {
	const { issue, publication } = await getForUpdate(tx, issueId);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	const { number: _, ...draft } = draftOfIssue(issue);
	const issues = await listAllIssues(tx, publication.id);
	return createIssue(tx, actor, publication.id, { ...draft, date: dayAfter(publication, issues) });
}

/**
 * The next issue of a title, by its rhythm: its usual headings (those of the last issue when none were set), the agenda
 * of its own days, the columns to be written, the imprint. A special issue is empty, and dated of today.
 */
export async function nextIssue(
	tx: Tx,
	actor: Actor,
	publicationId: string,
	{ isSpecial = false, title = '', date }: { isSpecial?: boolean; title?: string; date?: string } = {}
): Promise<Issue> {
	const publication = await getPublicationById(tx, publicationId);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	const issues = (await listAllIssues(tx, publicationId)).filter((issue) => !issue.isSpecial);
	const last = issues[0];
	const day = date ?? (isSpecial ? dayOf(now()) : dayAfter(publication, issues));
	return createIssue(tx, actor, publicationId, {
		...{ title, date: day, preheader: '', editorial: null, isSpecial },
		blocks: isSpecial ? [] : skeletonOf(publication, last, day)
	});
}

function dayAfter({ settings }: Publication, issues: Issue[]): string {
	const last = issues
		.filter((issue) => !issue.isSpecial)
		.map(({ date }) => date)
		.sort()
		.at(-1);
	return nextDay(settings.rhythm, last ?? null, dayOf(now()));
}

function skeletonOf(publication: Publication, last: Issue | undefined, day: string): BlockDraft[] {
	const { headings, tribunes } = publication.settings;
	const before = last?.blocks ?? [];
	const usual: BlockDraft[] =
		headings.length > 0
			? headings.map((title) => ({ kind: 'heading', title, voices: [] }))
			: before.flatMap((block) => (block.kind === 'heading' ? [{ ...block, id: undefined }] : []));
	const columns: BlockDraft[] =
		publication.reach === 'internal'
			? []
			: tribunes.map(({ group }) => ({ kind: 'tribune', group, voices: [], ...emptyTribune }));
	const agenda = before.find(({ kind }) => kind === 'agenda');
	const hasImprint = publication.kind === 'journal' || before.some(({ kind }) => kind === 'imprint');
	return [
		...usual,
		...(agenda ? [agendaOf(agenda, day)] : []),
		...columns,
		...(hasImprint ? [{ kind: 'imprint' as const, voices: [] }] : [])
	];
}

/** The same span, from the day of the new issue. */
function agendaOf(block: IssueBlock, day: string): BlockDraft {
	if (block.kind !== 'agenda') throw new TypeError('not an agenda');
	const { title, voices, from, to } = block;
	return { kind: 'agenda', title, voices, from: day, to: addDays(day, daysBetween(from, to)) };
}
