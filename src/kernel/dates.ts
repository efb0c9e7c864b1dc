/** An instant as ISO 8601 UTC text with milliseconds (`2026-11-19T06:30:00.000Z`): sorts as text. */
export type Instant = string;

/** A calendar day as `YYYY-MM-DD`, in the territory's time zone. */
export type Day = string;

export const timeZone = 'Europe/Paris';

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('fr-FR', { timeZone, ...options });
const formats = {
	long: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
	short: format({ weekday: 'long', day: 'numeric', month: 'long' }),
	plain: format({ day: 'numeric', month: 'long', year: 'numeric' }),
	month: format({ month: 'long', year: 'numeric' }),
	clock: format({ hour: 'numeric', minute: '2-digit' }),
	iso: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }),
	wall: new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' })
};

const asDate = (moment: Instant | Day): Date => new Date(moment.length === 10 ? `${moment}T12:00:00Z` : moment);
const ordinal = (text: string) => text.replace(/(^|\s)1 (?=\p{L})/u, '$11er ');

/** "jeudi 26 novembre 2026" */
export const longDay = (moment: Instant | Day): string => ordinal(formats.long.format(asDate(moment)));
/** "jeudi 26 novembre" */
export const shortDay = (moment: Instant | Day): string => ordinal(formats.short.format(asDate(moment)));
/** "26 novembre 2026" */
export const plainDay = (moment: Instant | Day): string => ordinal(formats.plain.format(asDate(moment)));
/** "novembre 2026" */
export const monthAndYear = (moment: Instant | Day): string => formats.month.format(asDate(moment));

/** "14 h" or "8 h 30", with no-break spaces. */
export function clockTime(moment: Instant): string {
	const [hour = '0', minute = '00'] = formats.clock.format(asDate(moment)).split(':');
	return minute === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`;
}

/** "08:30", as a field of time wants it: the clock of the territory, whatever that of the machine. */
export const wallTime = (moment: Instant): string => formats.wall.format(new Date(moment));

/** The day in the territory on which an instant falls. */
export const dayOf = (moment: Instant): Day => formats.iso.format(new Date(moment));

/** "à l’instant", "il y a 3 h", "hier", then the day. `now` is an instant. */
export function ago(moment: Instant, now: Instant): string {
	const minutes = Math.floor((Date.parse(now) - Date.parse(moment)) / 60_000);
	if (minutes < 1) return 'à l’instant';
	if (minutes < 60) return `il y a ${minutes}\u00a0min`;
	if (dayOf(moment) === dayOf(now)) return `il y a ${Math.floor(minutes / 60)}\u00a0h`;
	const yesterday = dayOf(new Date(Date.parse(now) - 86_400_000).toISOString());
	if (dayOf(moment) === yesterday) return 'hier';
	return dayOf(moment).slice(0, 4) === dayOf(now).slice(0, 4) ? shortDay(moment) : plainDay(moment);
}

/**
 * The instant of a wall-clock time of the territory, given as `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM[:SS]`, or with an
 * explicit zone. Summer time is taken into account. Returns undefined for what is not a date.
 */
export function instantFromLocal(text: string): Instant | undefined {
	const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
		text.trim()
	);
	if (!match) return undefined;
	const [, day, time = '00:00', seconds = ':00', zone] = match;
	const asUtc = Date.parse(`${day}T${time}${seconds}${zone ?? 'Z'}`);
	if (Number.isNaN(asUtc)) return undefined;
	if (zone) return new Date(asUtc).toISOString();
	const guess = asUtc - offsetAt(asUtc);
	return new Date(asUtc - offsetAt(guess)).toISOString();
}

/** Milliseconds by which the territory's clocks are ahead of UTC at this moment. */
function offsetAt(epoch: number): number {
	const parts = Object.fromEntries(
		new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' })
			.formatToParts(epoch)
			.map((part) => [part.type, Number(part.value)])
	);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epoch / 1000) * 1000;
}

/** The last instant of a day of the territory: what expires "on the 11th" is still there at 23:59. */
export function endOfDay(day: Day): Instant {
	const start = instantFromLocal(day);
	if (!start) throw new RangeError(`not a day: ${day}`);
	const next = new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
	return new Date(Date.parse(instantFromLocal(next) ?? start) - 1).toISOString();
}
