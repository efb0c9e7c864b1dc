import { dayOf, timeZone, type Instant } from '#kernel/dates.ts';
import { holidayOn } from '#kernel/holidays.ts';

/** Whole hours of the territory's clock between which nobody is written to; `from` is in the evening, `to` in the morning. */
export type QuietHours = { from: number; to: number };

/** The right to disconnect (C42): from 20 h to 7 h, unless somebody chose others. */
export const usualQuietHours: QuietHours = { from: 20, to: 7 };

const clock = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });

function wallClock(at: Instant): { weekday: string; hour: number } {
	const parts = clock.formatToParts(new Date(at));
	const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
	return { weekday: part('weekday'), hour: Number(part('hour')) };
}

/** Whether somebody works on the day of this instant: neither a week-end nor a public holiday. */
export function isWorkingDay(at: Instant): boolean {
	return !['Sat', 'Sun'].includes(wallClock(at).weekday) && holidayOn(dayOf(at)) === undefined;
}

/** Whether nobody is written to at this hour of the clock. */
export const isQuietHour = (hour: number, { from, to }: QuietHours): boolean =>
	from > to ? hour >= from || hour < to : hour >= from && hour < to;

/** Whether a mail that is not urgent may leave at this instant, by the territory's own clock. */
export const mayMailAt = (at: Instant, hours: QuietHours = usualQuietHours): boolean =>
	!isQuietHour(wallClock(at).hour, hours) && isWorkingDay(at);

/** The first instant from `at` on at which a mail may leave: `at` itself, or a full hour. */
export function nextMailing(at: Instant, hours: QuietHours = usualQuietHours): Instant {
	if (mayMailAt(at, hours)) return at;
	const hour = 3_600_000;
	let epoch = Math.ceil(Date.parse(at) / hour) * hour;
	// Never further than the longest run of days off; quiet hours that leave no hour at all give up there.
	for (let tries = 0; tries < 24 * 15 && !mayMailAt(new Date(epoch).toISOString(), hours); tries += 1) epoch += hour;
	return new Date(epoch).toISOString();
}
