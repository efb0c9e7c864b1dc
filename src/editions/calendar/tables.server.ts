import type { Day, Instant } from '#kernel/dates.ts';
import type { WrittenMarkerKind } from './calendar.ts';

/** `source` is the event of a calendar file that it was read from: the same file read again changes nothing. */
export type CalendarMarkerTable = {
	id: string;
	kind: WrittenMarkerKind;
	structureId: string | null;
	title: string;
	startOn: Day;
	endOn: Day;
	source: string | null;
	createdBy: string | null;
	createdAt: Instant;
};

/** `id` is the SHA-256 (hex) of what the address holds. */
export type CalendarLinkTable = { id: string; agentId: string; createdAt: Instant; revokedAt: Instant | null };

declare module '#platform/database/tables.ts' {
	interface Tables {
		calendarMarker: CalendarMarkerTable;
		calendarLink: CalendarLinkTable;
	}
}
