import { shortDay, type Day } from '#kernel/dates.ts';
import { isoWeekOf } from '#kernel/days.ts';

const format = (options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', ...options });
const weekday = format({ weekday: 'long' });
const month = format({ month: 'long' });
const asDate = (day: Day) => new Date(`${day}T12:00:00Z`);

/** "lundi" */
export const weekdayName = (day: Day): string => weekday.format(asDate(day));

const brief = format({ weekday: 'short', day: 'numeric', month: 'short' });

/** "jeu. 26 nov." */
export const briefDay = (day: Day): string => brief.format(asDate(day));

/** "23", or "1er décembre" where a month begins. */
export const dayNumber = (day: Day): string =>
	day.endsWith('-01') ? `1er ${month.format(asDate(day))}` : String(Number(day.slice(8)));

/** "Semaine 48, du 23 au 29 novembre 2026" */
export function weekTitle(days: Day[]): string {
	const [first = '', last = ''] = [days[0], days.at(-1)];
	const isSame = (length: number) => first.slice(0, length) === last.slice(0, length);
	const start = [dayNumber(first).split(' ')[0], isSame(7) ? '' : ` ${month.format(asDate(first))}`].join('');
	const year = isSame(4) ? '' : ` ${first.slice(0, 4)}`;
	const end = [dayNumber(last).split(' ')[0], month.format(asDate(last)), last.slice(0, 4)].join(' ');
	return `Semaine ${isoWeekOf(first).week}, du ${start}${year} au ${end}`;
}

/** "du jeudi 1er juin au vendredi 2 juin", or the only day. */
export const spanWords = (first: Day, last: Day): string =>
	first === last ? shortDay(first) : `du ${shortDay(first)} au ${shortDay(last)}`;
