import { dayOf, instantFromLocal, type Instant } from '#kernel/dates.ts';
import type { RegistrationState } from './event.ts';

const dayMilliseconds = 86_400_000;

/** Registrations are open until the date begins. */
export const isOpen = (startAt: Instant, at: Instant): boolean => startAt > at;

/** Who takes a place now: nobody passes in front of those who wait. */
export const stateFor = (capacity: number, taken: number, waiting: number): RegistrationState =>
	taken < capacity && waiting === 0 ? 'registered' : 'waiting';

/** When somebody is reminded: the day before, at nine. */
export function reminderAt(startAt: Instant): Instant {
	const dayBefore = dayOf(new Date(Date.parse(startAt) - dayMilliseconds).toISOString());
	return instantFromLocal(`${dayBefore}T09:00`) ?? startAt;
}

/** Whether a reminder is due: not for who registered after its hour, who knows it. */
export const isReminderDue = (startAt: Instant, since: Instant, at: Instant): boolean =>
	at >= reminderAt(startAt) && at < startAt && since < reminderAt(startAt);
