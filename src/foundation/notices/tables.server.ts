import type { Instant } from '#kernel/dates.ts';
import type { NoticeKind, NoticePreference } from './notice.ts';

export type NoticeTable = {
	id: string;
	agentId: string;
	key: string;
	kind: NoticeKind;
	subjectKind: string;
	subjectId: string;
	title: string;
	detail: string;
	href: string;
	isUrgent: number;
	at: Instant;
	readAt: Instant | null;
	/** When it went by mail, or when it was settled that it would not. */
	mailedAt: Instant | null;
};

/** Hours as whole hours of the territory's clock. */
export type NoticePreferenceTable = NoticePreference & { agentId: string };

declare module '#platform/database/tables.ts' {
	interface Tables {
		notice: NoticeTable;
		noticePreference: NoticePreferenceTable;
	}
}
