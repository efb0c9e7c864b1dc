import type { Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Subject } from '#kernel/subject.ts';

/**
 * One text that may be found. A subject has as many entries as it has distinct texts: `voices` are the pairs
 * (structure id, reach of the reader) that read exactly this one.
 */
export type SearchEntry = {
	voices: { structure: string; reach: Reach }[];
	/** Ids of the structures that sign it. */
	speaks: string[];
	title: string;
	/** Plain text, without markup. */
	text: string;
	/** Slug of the section. */
	section: string;
	kind: string;
	publishedAt: Instant;
	expiresAt: Instant | null;
};

export type SearchFilters = {
	/** Slug. */
	section?: string | undefined;
	/** Id of a structure that signs. */
	structure?: string | undefined;
	kind?: string | undefined;
	/** In the territory's time zone. */
	year?: number | undefined;
};

export type SearchQuestion = SearchFilters & { text: string; page?: number | undefined };

/** A piece of an extract; those that match are to be marked. Text, never HTML. */
export type Segment = { text: string; match: boolean };

export type Found = {
	subject: Subject;
	title: string;
	extract: Segment[];
	section: string;
	kind: string;
	publishedAt: Instant;
	speaks: string[];
};

export type FacetName = 'section' | 'structure' | 'kind' | 'year';

/** How many results each value would leave, the other filters staying as they are. */
export type FacetValue = { value: string; count: number };

export type SearchResults = {
	/** Exact up to `countLimit`; `capped` says that there are more. */
	total: number;
	capped: boolean;
	page: number;
	size: number;
	items: Found[];
	facets: Record<FacetName, FacetValue[]>;
	/** What to ask instead, when nothing was found; it finds something for the same reader. */
	suggestion?: string;
};

export const searchPageSize = 20;

/** Counting, facets and ranking look at the most recent matches, this many at most. */
export const countLimit = 1000;
