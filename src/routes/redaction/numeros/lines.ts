import { issueNumber, nextDay, proofStateLabels, type Issue, type Publication } from '#editions/publications/index.ts';
import { mailingStateLabels, type MailingReport } from '#distribution/mailings/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';
import { count, typeset } from '#kernel/text.ts';

/** An issue in the list of its title. */
export type IssueLine = {
	id: string;
	name: string;
	title: string;
	date: Day;
	isPublished: boolean;
	/** Where it stands, in a word. */
	state: string;
	/** Blocks that stand in it. */
	size: number;
	isLate: boolean;
	href: string;
	/** Its last mailing: how many letters have left, and where it stands. */
	mailing: { id: string; words: string } | null;
};

/** A title with its issues; `expected` is the day of the next one by its rhythm, null when none is due to be begun. */
export type TitleLines = {
	publication: Publication;
	expected: Day | null;
	preparing: IssueLine[];
	appeared: IssueLine[];
};

const isOut = ({ publishedAt }: Issue, now: Instant): boolean => publishedAt !== null && publishedAt <= now;

/** When the list is made, and the mailings that it speaks of, the newest first. */
export type Around = { now: Instant; today: Day; mailings: MailingReport[] };

const wordsOf = ({ id, state, counts }: MailingReport) => ({
	id,
	words: `${mailingStateLabels[state]}, ${count(counts.sent, 'lettre envoyée', 'lettres envoyées')}`
});

function lineOf(issue: Issue, publication: Publication, { now, today, mailings }: Around): IssueLine {
	const isPublished = isOut(issue, now);
	const mailing = mailings.find(({ issueId }) => issueId === issue.id);
	return {
		...{ id: issue.id, name: issueNumber(issue), title: typeset(issue.title), date: issue.date, isPublished },
		state: isPublished ? 'Paru' : proofStateLabels[issue.proofState],
		size: issue.blocks.length,
		isLate: !isPublished && issue.date < today,
		mailing: mailing ? wordsOf(mailing) : null,
		href: isPublished ? `/journaux/${publication.slug}/${issue.number}` : `/redaction/numeros/${issue.id}`
	};
}

/** Issues of a title, those in preparation by their day, those that appeared newest first. */
export function titleLines(publication: Publication, issues: Issue[], at: Around): TitleLines {
	const preparing = issues.filter((issue) => !isOut(issue, at.now)).sort((a, b) => (a.date < b.date ? -1 : 1));
	const appeared = issues.filter((issue) => isOut(issue, at.now)).sort((a, b) => (a.date > b.date ? -1 : 1));
	const last = issues
		.filter(({ isSpecial }) => !isSpecial)
		.map(({ date }) => date)
		.sort()
		.at(-1);
	const { rhythm } = publication.settings;
	return {
		publication,
		expected: rhythm ? nextDay(rhythm, last ?? null, at.today) : null,
		preparing: preparing.map((issue) => lineOf(issue, publication, at)),
		appeared: appeared.map((issue) => lineOf(issue, publication, at))
	};
}
