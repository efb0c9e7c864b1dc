import type { Details } from '#editorial/articles/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';

/** What one agent is asked about an announcement that he may read. */
export type Asked = {
	articleId: string;
	/** Which version is asked about: an important change makes another. */
	version: number;
	/** The day by which it should be known. */
	by: Day;
	/** When this agent said that he knows it, in this version; null while he has not. */
	at: Instant | null;
	/** He knew an earlier version: what he reads has changed since. */
	hasChanged: boolean;
};

/** An announcement that somebody still has to acknowledge. */
export type Pending = {
	articleId: string;
	slug: string;
	title: string;
	signedBy: string;
	memo: Details['announcement']['memo'];
	by: Day;
	isLate: boolean;
};

/** What is told when: at publication, two days before the day, and once after it. */
export type Stage = 'ask' | 'soon' | 'late';

/** How far a service is: `name` is that of the service, empty for agents who have none. */
export type ServiceProgress = {
	structureId: string;
	service: string;
	total: number;
	done: number;
	/** Only for those who may follow names; undefined otherwise. */
	remaining?: { name: string; jobTitle: string }[];
};

/** What is typed to post an announcement from a phone. */
export type AnnouncementInput = {
	title: string;
	text: string;
	/** The function that signs. */
	signedBy: string;
	memo: string;
	important: boolean;
	/** A day, or empty when nobody has to confirm. */
	acknowledgeBy: string;
	sectionId: string;
	/** Ids of the structures that speak. */
	voices: string[];
};
