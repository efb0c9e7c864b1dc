import type { MailingReport } from '#distribution/mailings/index.ts';

/** A mailing as its pages show it. `letters` is the sum of `counts`. */
export type Head = Pick<
	MailingReport,
	| 'id'
	| 'state'
	| 'reason'
	| 'policy'
	| 'isUrgent'
	| 'candidates'
	| 'excluded'
	| 'exclusions'
	| 'counts'
	| 'plannedAt'
	| 'createdAt'
	| 'startedAt'
	| 'endedAt'
	| 'issueId'
> & {
	title: string;
	kicker: string;
	voices: string[];
	issueHref: string;
	letters: number;
	/** This person decides on it. */
	maySend: boolean;
};
