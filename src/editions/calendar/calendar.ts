import type { ArticleState, Outlet } from '#editorial/articles/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';

export type View = 'week' | 'month';

/** An article on its day. */
export type ArticleEntry = {
	kind: 'article';
	id: string;
	title: string;
	/** When it appears or is meant to; null in the list of those without a date. */
	at: Instant | null;
	state: ArticleState;
	voices: string[];
	section: { id: string; name: string };
	outlets: Outlet[];
	writer: { id: string; name: string } | null;
	isLate: boolean;
	/** Where its writer opens it; null for who may not write it. */
	href: string | null;
	canMove: boolean;
	/** Others of the same section that come near. */
	close: CloseSubject[];
};

export type CloseSubject = { id: string; title: string; day: Day; voices: string[]; href: string | null };

/** One letter for each way out, where there is no room for its name. */
export const outletInitials: Record<Outlet, string> = {
	intranet: 'I',
	feed: 'F',
	letter: 'L',
	journal: 'J',
	social: 'R',
	print: 'A'
};

/** An issue of a publication, on the date of its cover. */
export type IssueEntry = {
	kind: 'issue';
	id: string;
	title: string;
	publication: string;
	voices: string[];
	href: string | null;
	isPublished: boolean;
};

/** One date of an event that an article tells. */
export type EventEntry = {
	kind: 'event';
	id: string;
	title: string;
	startAt: Instant;
	voices: string[];
	place: string;
	href: string | null;
};

/** What institutions impose on the days. `holiday` and `election` are known without being written here. */
export type MarkerKind = 'council' | 'closing' | 'other' | 'holiday' | 'election';

export const markerLabels: Record<MarkerKind, string> = {
	council: 'Conseil',
	closing: 'Bouclage',
	other: 'Repère',
	holiday: 'Jour férié',
	election: 'Période préélectorale'
};

/** Those that somebody writes down. */
export const writtenMarkers = ['council', 'closing', 'other'] as const;

export type WrittenMarkerKind = (typeof writtenMarkers)[number];

export type Marker = {
	/** Empty for those that are not kept here. */
	id: string;
	kind: MarkerKind;
	/** Null: for everybody. */
	structureId: string | null;
	title: string;
	startOn: Day;
	/** The last day, included. */
	endOn: Day;
	isImported: boolean;
};

export type MarkerDraft = {
	kind: string;
	structureId: string | null;
	title: string;
	startOn: string;
	endOn: string;
};

/** A day with all that falls on it, in order. */
export type CalendarDay = {
	day: Day;
	markers: Marker[];
	issues: IssueEntry[];
	events: EventEntry[];
	articles: ArticleEntry[];
};

/** What one wants to see: ids, all of them when absent. */
export type CalendarFilter = { structure?: string; section?: string; state?: ArticleState; outlet?: Outlet };

/** What somebody has to write in one week. */
export type WeekLoad = {
	monday: Day;
	people: { id: string; name: string; items: number; late: number; isOver: boolean }[];
	/** Without a writer. */
	unassigned: number;
};

export type Calendar = {
	view: View;
	days: CalendarDay[];
	undated: ArticleEntry[];
	/** Late ones, also those of earlier weeks. */
	overdue: ArticleEntry[];
	load: WeekLoad[];
};

/** What came of reading a calendar file. */
export type MarkersImport = { added: number; changed: number; unchanged: number; skipped: string[] };
