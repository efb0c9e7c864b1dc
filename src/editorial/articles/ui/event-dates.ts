import { clockTime, dayOf, shortDay, type Instant } from '#kernel/dates.ts';

/** "8 h 30", "de 8 h 30 à 12 h", "jusqu’au dimanche 20 décembre". Midnight to midnight has no hour to say. */
export function spanOf(start: Instant, end: Instant | null): string {
	const from = clockTime(start);
	if (!end) return from === '0\u00a0h' ? '' : from;
	if (dayOf(start) !== dayOf(end)) return `jusqu’au ${shortDay(end)}`;
	return from === '0\u00a0h' ? '' : `de ${from} à ${clockTime(end)}`;
}

/** The next date of each event, and how many come after it: an event with four dates does not fill a short list. */
export function nextDates<E extends { article: { id: string } }>(dates: E[]): (E & { later: number })[] {
	return [...Map.groupBy(dates, ({ article }) => article.id).values()].map((same) => ({
		...same[0]!,
		later: same.length - 1
	}));
}
