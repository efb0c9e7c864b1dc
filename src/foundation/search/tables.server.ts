import type { Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { ColumnType, Generated } from 'kysely';

/** Whole numbers beyond 32 bits: PostgreSQL hands them over as text. Read them through `Number`. */
type Big = ColumnType<number | string, number, number>;

/**
 * A text that may be found. `id` is the millisecond of publication times 1000, plus a number that makes it unique: the
 * newest first is the order of ids downwards, and "published by now" is a bound on them.
 */
export type SearchEntryTable = {
	id: Big;
	subjectKind: string;
	subjectId: string;
	shelfId: number;
	publishedAt: Instant;
	/** Far away when it never expires, so that one comparison is enough. */
	expiresAt: Instant;
	title: string;
	text: string;
};

/** Who reads a text: one row per entry and audience. It repeats what counting needs, so that counting reads nothing else. */
export type SearchVoiceTable = {
	audienceId: number;
	entryId: Big;
	/** The first entry of the same subject: entries of one subject are one result. */
	groupId: Big;
	shelfId: number;
	expiresAt: Instant;
};

/** Readers of one structure and one reach; added, never changed. */
export type SearchAudienceTable = { id: Generated<number>; structureId: string; reach: Reach };

/** A combination of everything that facets count; added, never changed, so that a process may remember it. */
export type SearchShelfTable = {
	id: Generated<number>;
	section: string;
	kind: string;
	year: number;
	speaks: Json<string[]>;
};

/** Every word ever indexed, folded, with its stem and a spelling of it: for unfinished words and proposals. */
export type SearchWordTable = { word: string; stem: string; spelling: string };

/** One row, whose number grows with every change of the index, in the transaction that makes it. */
export type SearchStateTable = { id: number; generation: number };

declare module '#platform/database/tables.ts' {
	interface Tables {
		searchEntry: SearchEntryTable;
		searchVoice: SearchVoiceTable;
		searchAudience: SearchAudienceTable;
		searchShelf: SearchShelfTable;
		searchWord: SearchWordTable;
		searchState: SearchStateTable;
	}
}
