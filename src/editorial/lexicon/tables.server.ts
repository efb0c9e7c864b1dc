import type { Instant } from '#kernel/dates.ts';
import type { TermKind } from './term.ts';

/** One line per kind and spelling. */
export type LexiconTermTable = {
	id: string;
	kind: TermKind;
	term: string;
	preferred: string;
	note: string;
	sectionId: string | null;
	createdAt: Instant;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		lexiconTerm: LexiconTermTable;
	}
}
