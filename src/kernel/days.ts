import { timeZone, type Day, type Instant } from './dates.ts';

const dayLength = 86_400_000;
const noon = (day: Day): number => Date.parse(`${day}T12:00:00Z`);
const dayAt = (epoch: number): Day => new Date(epoch).toISOString().slice(0, 10);

/** The day `count` days later, or earlier when it is negative. Days have no hours: summer time changes nothing. */
export const addDays = (day: Day, count: number): Day => dayAt(noon(day) + count * dayLength);

/** Days from one to the other: negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => Math.round((noon(to) - noon(from)) / dayLength);

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const weekdayOf = (day: Day): number => new Date(noon(day)).getUTCDay() || 7;

/** The Monday of the week that a day belongs to. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** The number of its ISO 8601 week, and the year that this week belongs to. */
export function isoWeekOf(day: Day): { year: number; week: number } {
	const thursday = addDays(mondayOf(day), 3);
	const year = Number(thursday.slice(0, 4));
	return { year, week: Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1 };
}

/** The seven days of a day's week, from Monday. */
export const weekOf = (day: Day): Day[] => Array.from({ length: 7 }, (_, index) => addDays(mondayOf(day), index));

/** The first day of the month `count` months later. */
export function addMonths(day: Day, count: number): Day {
	const [year = 0, month = 1] = day.split('-').map(Number);
	return new Date(Date.UTC(year, month - 1 + count, 1, 12)).toISOString().slice(0, 10);
}

/** Whole weeks that cover a day's month: 28 to 42 days, from a Monday to a Sunday. */
export function monthOf(day: Day): Day[] {
	const first = mondayOf(addMonths(day, 0));
	const last = addDays(mondayOf(addDays(addMonths(day, 1), -1)), 6);
	return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}

/** Whether a text is a day that exists: `2026-02-30` is not. */
export const isDay = (text: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(noon(text)) && dayAt(noon(text)) === text;

const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** What the territory's clocks show at an instant: `08:30`. */
export const wallTime = (moment: Instant): string => clock.format(new Date(moment));
