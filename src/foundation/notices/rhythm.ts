import { dayOf, instantFromLocal, type Day, type Instant } from '#kernel/dates.ts';
import { isWorkingDay } from './quiet.ts';

/** How often somebody is written to: as things happen (`grouped`, once an hour at most), or at a moment that he chose. */
export type Rhythm = 'grouped' | 'daily' | 'weekly' | 'never';

/** `hour` is a whole hour of the territory's clock; `weekday` goes from 1, Monday, to 5. */
export type RhythmChoice = { mail: Rhythm; hour: number; weekday: number };

const day = 86_400_000;

/** Further back than any run of days off. */
const furthest = 21;

const noon = (date: Day): Instant => `${date}T12:00:00.000Z`;
const dayBefore = (date: Day, days: number): Day => dayOf(new Date(Date.parse(noon(date)) - days * day).toISOString());
const isDayOfWork = (date: Day): boolean => isWorkingDay(noon(date));

/** The day itself, or the next on which people work. */
function workingFrom(date: Day): Day {
	let found = date;
	while (!isDayOfWork(found)) found = dayBefore(found, -1);
	return found;
}

/**
 * The last moment, up to `at`, at which somebody had asked to be written to; undefined for who chose none. A weekly one that
 * falls on a public holiday is on the next day of work; a daily one is not made up for.
 */
export function lastAppointment(at: Instant, { mail, hour, weekday }: RhythmChoice): Instant | undefined {
	if (mail !== 'daily' && mail !== 'weekly') return undefined;
	for (let back = 0; back <= furthest; back += 1) {
		const date = dayBefore(dayOf(at), back);
		const isChosen = mail === 'daily' ? isDayOfWork(date) : new Date(noon(date)).getUTCDay() === weekday;
		const moment = isChosen && instantFromLocal(`${workingFrom(date)}T${String(hour).padStart(2, '0')}:00`);
		if (moment && moment <= at) return moment;
	}
	return undefined;
}
