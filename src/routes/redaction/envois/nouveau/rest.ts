import { mayMailAt, nextMailing } from '#foundation/notices/index.ts';
import { clockTime, shortDay, type Instant } from '#kernel/dates.ts';

/** When agents who rest at this moment receive what leaves now; empty in hours of work. */
export function restOf(at: Instant): string {
	if (mayMailAt(at)) return '';
	const next = nextMailing(at);
	return `${shortDay(next)}, ${clockTime(next)}`;
}
