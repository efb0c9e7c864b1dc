import type { Issue, Publication } from '#editions/publications/index.ts';
import { nextDay } from '#editions/publications/index.ts';
import { dayOf, instantFromLocal, wallTime, type Day, type Instant } from '#kernel/dates.ts';
import { addDays } from '#kernel/days.ts';
import { Invalid } from '#kernel/errors.ts';

/** A departure as it is typed; `day` and `time` are kept when it is for now. */
export type Moment = { when: 'now' | 'later'; day: Day; time: string };

/** When a title usually appears: the day on the cover, or the next one of its rhythm, at its hour; always to come. */
export function usualMoment(
	issue: Pick<Issue, 'date'>,
	{ settings }: Pick<Publication, 'settings'>,
	at: Instant
): Moment {
	const time = `${String(settings.rhythm?.hour ?? 10).padStart(2, '0')}:00`;
	const isToCome = (day: Day) => (instantFromLocal(`${day}T${time}`) ?? '') > at;
	const today = dayOf(at);
	const next = nextDay(settings.rhythm, null, today);
	const day = [issue.date, next].find(isToCome) ?? nextDay(settings.rhythm, null, addDays(today, 1));
	return { when: 'now', day, time };
}

export const momentAt = (at: Instant): Moment => ({ when: 'later', day: dayOf(at), time: wallTime(at) });

/** The instant that was typed; undefined for now. Throws `Invalid` for what is no moment. */
export function instantOf({ when, day, time }: Moment): Instant | undefined {
	if (when === 'now') return undefined;
	const at = /^\d{2}:\d{2}$/.test(time) ? instantFromLocal(`${day}T${time}`) : undefined;
	if (!at) throw new Invalid('Dites quel jour et à quelle heure.', { day: 'Un jour et une heure.' });
	return at;
}
