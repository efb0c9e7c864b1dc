import type { Instant } from '#kernel/dates.ts';
import { mayMailAt, type QuietHours } from './quiet.ts';

/** Somebody whom mail would reach, and what waits for him. */
export type Addressee = {
	/** Unread, unmailed, oldest first; at least one. */
	notices: { at: Instant; isUrgent: boolean }[];
	/** When he was last written to. */
	lastMailedAt: Instant | null;
	quiet: QuietHours;
};

const minute = 60_000;

/** Milliseconds during which things that happen together gather in one mail. */
const settling = 5 * minute;

/** Milliseconds between two mails to the same person. */
const rest = 60 * minute;

/**
 * Whether what waits for somebody leaves by mail now: once it has settled, at most once an hour, and never when nobody is
 * written to. What is urgent leaves at once.
 */
export function isDigestDue({ notices, lastMailedAt, quiet }: Addressee, at: Instant): boolean {
	if (notices.some(({ isUrgent }) => isUrgent)) return true;
	const since = (moment: Instant) => Date.parse(at) - Date.parse(moment);
	const oldest = notices[0];
	if (!oldest || since(oldest.at) < settling) return false;
	return (lastMailedAt === null || since(lastMailedAt) >= rest) && mayMailAt(at, quiet);
}
