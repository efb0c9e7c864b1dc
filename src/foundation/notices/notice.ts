import type { Instant } from '#kernel/dates.ts';
import type { Subject } from '#kernel/subject.ts';

/** What somebody is told. `decide` asks for a decision and goes by mail at once; others are grouped. */
export type NoticeKind =
	| 'decide'
	| 'decided'
	| 'returned'
	| 'remark'
	| 'invited'
	| 'review'
	| 'expiry'
	| 'acknowledge'
	| 'registration'
	| 'request'
	| 'initiative'
	| 'comment'
	| 'media';

/** A notice to write. The same person is told the same `key` once, whoever says it and however often. */
export type NoticeDraft = {
	agents: string[];
	key: string;
	kind: NoticeKind;
	subject: Subject;
	/** One line, without final point. */
	title: string;
	detail?: string;
	/** An address of our own. */
	href: string;
	/** Goes by mail even in quiet hours; kept for alerts. */
	isUrgent?: boolean;
};

export type Notice = {
	id: string;
	kind: NoticeKind;
	subject: Subject;
	title: string;
	detail: string;
	href: string;
	at: Instant;
	readAt: Instant | null;
};
