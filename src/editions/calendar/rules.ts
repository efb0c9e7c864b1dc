import { instantFromLocal, type Day, type Instant } from '#kernel/dates.ts';
import { addDays, addMonths, daysBetween, mondayOf, monthOf, wallTime, weekOf } from '#kernel/days.ts';
import type { View, WeekLoad } from './calendar.ts';

/** The days that a view shows around one day: a week, or the whole weeks of its month. */
export const daysShown = (view: View, day: Day): Day[] => (view === 'week' ? weekOf(day) : monthOf(day));

/** A day of the view before (-1) or after (1) the one around `day`. */
export const stepFrom = (view: View, day: Day, step: -1 | 1): Day =>
	view === 'week' ? addDays(mondayOf(day), 7 * step) : addMonths(day, step);

/** Days within which two articles of one section are too near to ignore each other. */
export const closeWithin = 7;

type Placed = { id: string; sectionId: string; day: Day; isPublished: boolean };

/**
 * For each article, the others of its section at most `within` days away, nearest first. Two that have both appeared are
 * not told: there is nothing left to agree upon.
 */
export function closeSubjects<Item extends Placed>(items: Item[], within = closeWithin): Map<string, Item[]> {
	const found = new Map<string, Item[]>();
	for (const item of items) {
		const distance = (other: Item) => Math.abs(daysBetween(item.day, other.day));
		const near = items.filter(
			(other) =>
				other.id !== item.id &&
				other.sectionId === item.sectionId &&
				!(other.isPublished && item.isPublished) &&
				distance(other) <= within
		);
		if (near.length > 0)
			found.set(
				item.id,
				near.sort((a, b) => distance(a) - distance(b))
			);
	}
	return found;
}

/** Articles that one person writes in a week, before it is said that it is much. */
export const usualLoad = 5;

type Written = { writer: { id: string; name: string } | null; day: Day; isLate: boolean };

/** How much each has to write, week by week. People come by name: this warns of a full week and compares nobody. */
export function loadOf(items: Written[], mondays: Day[], most = usualLoad): WeekLoad[] {
	return mondays.map((monday) => {
		const inWeek = items.filter(({ day }) => mondayOf(day) === monday);
		const writers = new Map(inWeek.flatMap(({ writer }) => (writer ? [[writer.id, writer.name] as const] : [])));
		const people = [...writers].map(([id, name]) => {
			const own = inWeek.filter(({ writer }) => writer?.id === id);
			return {
				id,
				name,
				items: own.length,
				late: own.filter(({ isLate }) => isLate).length,
				isOver: own.length > most
			};
		});
		return {
			monday,
			people: people.sort((a, b) => a.name.localeCompare(b.name, 'fr')),
			unassigned: inWeek.filter(({ writer }) => writer === null).length
		};
	});
}

/** When something appears that was only given a day: the hour at which the desk comes in. */
export const usualTime = '09:00';

/**
 * The instant of another day at the hour that the clocks showed: 8:30 stays 8:30 when summer time begins between the two.
 * `time` (`HH:MM`) gives another hour.
 */
export function movedTo(at: Instant | null, day: Day, time?: string): Instant | undefined {
	const hour = time || (at ? wallTime(at) : usualTime);
	return /^([01]\d|2[0-3]):[0-5]\d$/.test(hour) ? instantFromLocal(`${day}T${hour}`) : undefined;
}

/** When those outside see it: as long after the agents as before. */
export const delayKept = (at: Instant | null, publicAt: Instant | null, moved: Instant): Instant | null =>
	at && publicAt
		? new Date(Date.parse(moved) + Date.parse(publicAt) - Date.parse(at)).toISOString()
		: publicAt && moved;
