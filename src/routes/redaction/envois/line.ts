import type { MailingReport } from '#distribution/mailings/index.ts';

/** A mailing in a list. `maySend`: this person decides on it. */
export type MailingLine = Pick<
	MailingReport,
	'id' | 'state' | 'reason' | 'counts' | 'plannedAt' | 'startedAt' | 'createdAt' | 'endedAt'
> & { title: string; kicker: string; voices: string[]; letters: number; maySend: boolean };
