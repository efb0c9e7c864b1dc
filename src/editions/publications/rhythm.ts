import type { Day } from '#kernel/dates.ts';
import { addDays, addMonths, weekdayOf } from '#kernel/days.ts';
import type { Rhythm } from './publication.ts';

export const rhythmLabels: Record<Rhythm['every'], string> = {
	week: 'Chaque semaine',
	fortnight: 'Tous les quinze jours',
	month: 'Chaque mois',
	'two-months': 'Tous les deux mois',
	quarter: 'Chaque trimestre'
};

/** Days from an issue to the next at the most often, for what a rhythm promises. */
export const rhythmDays: Record<Rhythm['every'], number> = {
	week: 7,
	fortnight: 14,
	month: 30,
	'two-months': 61,
	quarter: 91
};

const months: Partial<Record<Rhythm['every'], number>> = { month: 1, 'two-months': 2, quarter: 3 };

/** The first day of this week day, from `day` on. */
const onWeekday = (day: Day, weekday: number): Day => addDays(day, (weekday - weekdayOf(day) + 7) % 7);

/** The same turn of the same week day, some months later: a first Thursday is followed by a first Thursday. */
function sameTurn(last: Day, count: number, weekday: number): Day {
	const turn = Math.ceil(Number(last.slice(8)) / 7);
	const first = addMonths(last, count);
	const day = addDays(onWeekday(first, weekday), (turn - 1) * 7);
	return day.slice(0, 7) === first.slice(0, 7) ? day : addDays(day, -7);
}

/**
 * When the issue after the one of `last` appears: never before `today`. Without a rhythm, or without an earlier issue,
 * the soonest day that fits.
 */
export function nextDay(rhythm: Rhythm | null, last: Day | null, today: Day): Day {
	if (!rhythm) return today;
	if (!last) return onWeekday(today, rhythm.weekday);
	const step = months[rhythm.every];
	const after = (day: Day) =>
		step === undefined
			? onWeekday(addDays(day, rhythmDays[rhythm.every] - 6), rhythm.weekday)
			: sameTurn(day, step, rhythm.weekday);
	let next = after(last);
	while (next < today) next = after(next);
	return next;
}
