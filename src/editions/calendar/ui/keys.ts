/** Where the arrows go: up and down inside a day, left and right from day to day, Home and End to its ends. */
export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

const arrows: string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'] satisfies Arrow[];

export const isArrow = (key: string): key is Arrow => arrows.includes(key);

/** Days hold entries; both take the focus. `perWeek` days make a row when the calendar is a month. */
export function neighbourOf(
	grid: HTMLElement,
	from: HTMLElement,
	arrow: Arrow,
	perRow: number
): HTMLElement | undefined {
	const days = [...grid.querySelectorAll<HTMLElement>('[data-day]')];
	const index = days.findIndex((day) => day.contains(from));
	const day = days[index];
	if (!day) return days[0];
	const entries = entriesOf(day);
	const place = entries.findIndex((entry) => entry.contains(from));
	if (arrow === 'Home') return entries[0] ?? day;
	if (arrow === 'End') return entries.at(-1) ?? day;
	if (arrow === 'ArrowUp' && place >= 0) return entries[place - 1] ?? day;
	if (arrow === 'ArrowDown' && place + 1 < entries.length) return entries[place + 1];
	const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -perRow, ArrowDown: perRow }[arrow];
	const next = days[index + step];
	return next && (entriesOf(next)[Math.min(Math.max(place, 0), entriesOf(next).length - 1)] ?? next);
}

const entriesOf = (day: HTMLElement): HTMLElement[] => [...day.querySelectorAll<HTMLElement>('[data-entry]')];
