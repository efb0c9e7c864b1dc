import type { Instant } from '#kernel/dates.ts';
import { mayMailAt, type QuietHours } from './quiet.ts';
import { lastAppointment, type RhythmChoice } from './rhythm.ts';

/** Somebody whom mail would reach, and what waits for him. */
export type Addressee = {
	/** Unread, unmailed, oldest first; at least one. */
	notices: { at: Instant; isUrgent: boolean }[];
	/** When he was last written to. */
	lastMailedAt: Instant | null;
	quiet: QuietHours;
	rhythm: RhythmChoice;
};

const minute = 60_000;

/** Milliseconds during which things that happen together gather in one mail. */
const settling = 5 * minute;

/** Milliseconds between two mails to the same person. */
const rest = 60 * minute;

/**
 * Whether what waits for somebody leaves by mail now: once it has settled, at most once an hour; or, for who chose so, once
 * the moment of the day or of the week has come. Never when nobody is written to: a moment in hours of rest waits for
 * their end. What is urgent leaves at once, and takes with it what waits, so that nothing is said twice.
 */
export function isDigestDue({ notices, lastMailedAt, quiet, rhythm }: Addressee, at: Instant): boolean {
	if (notices.some(({ isUrgent }) => isUrgent)) return true;
	const oldest = notices[0];
	if (!oldest || !mayMailAt(at, quiet)) return false;
	if (rhythm.mail === 'daily' || rhythm.mail === 'weekly') {
		const moment = lastAppointment(at, rhythm);
		return moment !== undefined && oldest.at <= moment && (lastMailedAt === null || lastMailedAt < moment);
	}
	const since = (earlier: Instant) => Date.parse(at) - Date.parse(earlier);
	return since(oldest.at) >= settling && (lastMailedAt === null || since(lastMailedAt) >= rest);
}
