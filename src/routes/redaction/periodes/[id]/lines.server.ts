import { journalLabels, listPeriodJournal } from '#editorial/advice/index.server.ts';
import { issueJournalLabels, listIssueJournal } from '#editions/publications/index.server.ts';
import { issueNumber } from '#editions/publications/index.ts';
import type { ElectionPeriod } from '#foundation/elections/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { reachLabels, type Reach } from '#kernel/reach.ts';
import type { Db } from '#platform/database/index.server.ts';

/** A line of the journal of a period, of an article or of an issue. */
export type PeriodLine = {
	at: Instant;
	visibleFrom: Instant | null;
	action: string;
	title: string;
	/** Where it is, or was, read. */
	path: string;
	/** Whether it is read there. */
	isRead: boolean;
	kind: string;
	/** The section of an article, the title of an issue. */
	holder: string;
	reach: Reach;
	voices: string[];
	outlets: string[];
	by: string;
	why: string;
};

/** Everything that the journal of a period keeps, in the order in which it was seen (C37, C39). */
export async function linesOf(db: Db, period: ElectionPeriod): Promise<PeriodLine[]> {
	const articles = (await listPeriodJournal(db, period)).map(({ article, action, ...line }) => ({
		...line,
		...{ action: journalLabels[action], title: article.title, path: `/articles/${article.slug}` },
		...{ isRead: action === 'article.publish', kind: article.kind, holder: article.section, reach: article.reach }
	}));
	const issues = (await listIssueJournal(db, period)).map(({ issue, action, ...line }) => ({
		...line,
		...{ action: issueJournalLabels[action], outlets: [], kind: 'Numéro', holder: issue.publication },
		title: [issueNumber(issue), issue.title].filter(Boolean).join(' : '),
		...{ path: `/journaux/${issue.slug}/${issue.number}`, isRead: action === 'issue.publish', reach: issue.reach }
	}));
	return [...articles, ...issues].sort((a, b) => seen(a).localeCompare(seen(b)));
}

const seen = ({ visibleFrom, at }: Pick<PeriodLine, 'visibleFrom' | 'at'>): Instant => visibleFrom ?? at;

/** Where and for whom, in one line. */
export const placeOf = ({ holder, reach, outlets }: Pick<PeriodLine, 'holder' | 'reach' | 'outlets'>): string =>
	[holder, reachLabels[reach], ...outlets].join(' · ');
