import type { Issue, Publication } from '#editions/publications/index.ts';
import type { Instant } from '#kernel/dates.ts';

/** An article that was corrected after an issue that holds it went out. */
export type SentCorrection = {
	articleId: string;
	slug: string;
	/** What readers of the article are told. */
	notice: string;
	at: Instant;
	/** What each structure would say of it in its next issue, in the order of the title; the same text once. */
	proposals: Proposal[];
	/** The issue in preparation that says it already. */
	saidIn: number | null;
};

/** `voices` are ids of structures. */
export type Proposal = { voices: string[]; title: string; text: string };

export type IssueCorrections = {
	publication: Publication;
	issue: Issue;
	/** When it went out: the first mailing, else its publication; null while it has not. */
	outAt: Instant | null;
	corrections: SentCorrection[];
};
