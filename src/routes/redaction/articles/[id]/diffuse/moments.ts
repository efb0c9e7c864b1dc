import { dayOf, instantFromLocal, wallTime, type Day, type Instant } from '#kernel/dates.ts';

/** A moment that a button proposes. */
export type Suggestion = { label: string; at: Instant };

const hoursLater = (at: Instant, hours: number): Instant => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

/** The day some days after, whatever the clocks do in between. */
const daysAfter = (day: Day, days: number): Day =>
	new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** "Demain 8 h" and "Lundi 8 h", the latter once. `now` is an instant. */
export function suggestions(now: Instant): Suggestion[] {
	const today = dayOf(now);
	const eight = (day: Day) => instantFromLocal(`${day}T08:00`)!;
	const untilMonday = (8 - new Date(`${today}T12:00:00Z`).getUTCDay()) % 7 || 7;
	const tomorrow = { label: 'Demain 8\u00a0h', at: eight(daysAfter(today, 1)) };
	return untilMonday === 1
		? [tomorrow]
		: [tomorrow, { label: 'Lundi 8\u00a0h', at: eight(daysAfter(today, untilMonday)) }];
}

/** How long everybody waits after agents, by the key of the choice. */
export const delays = {
	'0': 'En même temps',
	'1': 'Une heure après',
	'2': 'Deux heures après',
	'24': 'Le lendemain'
} as const;

export type DelayHours = keyof typeof delays;

export const delayed = (plannedAt: Instant, hours: DelayHours): Instant | null =>
	hours === '0' ? null : hoursLater(plannedAt, Number(hours));

/** The delay between two moments when it is one of the choices; undefined for any other. */
export function delayBetween(plannedAt: Instant | null, publicAt: Instant | null): DelayHours | undefined {
	if (!publicAt || !plannedAt) return '0';
	const hours = String((Date.parse(publicAt) - Date.parse(plannedAt)) / 3_600_000);
	return hours in delays ? (hours as DelayHours) : undefined;
}

/** What the two fields hold, and back; undefined while they do not make a moment. */
export const fieldsOf = (at: Instant | null): { day: string; time: string } =>
	at ? { day: dayOf(at), time: wallTime(at) } : { day: '', time: '08:00' };

export const momentOf = ({ day, time }: { day: string; time: string }): Instant | undefined =>
	day ? instantFromLocal(`${day}T${time || '08:00'}`) : undefined;
