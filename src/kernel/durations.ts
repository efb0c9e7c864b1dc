import type { Instant } from './dates.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const space = '\u00a0';

/** How long something lasted, as one says it: "12 min", "3 h", "1 j 4 h". Milliseconds; less than a minute is one. */
export function duration(milliseconds: number): string {
	if (milliseconds < hour) return `${Math.max(1, Math.floor(milliseconds / minute))}${space}min`;
	if (milliseconds < day) return `${Math.floor(milliseconds / hour)}${space}h`;
	const hours = Math.floor((milliseconds % day) / hour);
	return `${Math.floor(milliseconds / day)}${space}j${hours > 0 ? `${space}${hours}${space}h` : ''}`;
}

/** How long it was from one instant to another. */
export const between = (from: Instant, to: Instant): string => duration(Date.parse(to) - Date.parse(from));
