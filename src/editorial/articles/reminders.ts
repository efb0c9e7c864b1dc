import { dayOf, type Day, type Instant } from '#kernel/dates.ts';
import { addDays, daysBetween } from '#kernel/days.ts';

/** How near the day is on which an article is to be reviewed, or expires: a week before, from that day, a week after. */
export type ReminderStage = 'soon' | 'due' | 'late';

const reminderDays = 7;

/** Days after which an article that nobody cared for is told of no more. */
const forgottenAfter = 60;

/** What is to be told today about a day; undefined while it is far, and long after it. */
export function reminderStage(day: Day, today: Day): ReminderStage | undefined {
	const past = daysBetween(day, today);
	if (past < -reminderDays || past > forgottenAfter) return undefined;
	return past < 0 ? 'soon' : past < reminderDays ? 'due' : 'late';
}

/** The days of which something may be told today. */
export const reminderSpan = (today: Day): { first: Day; last: Day } => ({
	first: addDays(today, -forgottenAfter),
	last: addDays(today, reminderDays)
});

/**
 * The same for what expires at an instant: until then it is only near, be it the last day. Once gone it asks nothing of
 * anybody, so nobody is told a week later.
 */
export function expiryStage(expiresAt: Instant, at: Instant): Exclude<ReminderStage, 'late'> | undefined {
	const stage = reminderStage(dayOf(expiresAt), dayOf(at));
	if (stage === 'late') return undefined;
	return stage === 'due' && expiresAt > at ? 'soon' : stage;
}
