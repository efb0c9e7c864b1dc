import type { Instant } from '#kernel/dates.ts';

export type RegistrationState = 'registered' | 'waiting';

export const registrationStateLabels: Record<RegistrationState, string> = {
	registered: 'Inscrit',
	waiting: 'Liste d’attente'
};

/** Where one date of an event stands, and its reader with it. */
export type DatePlaces = {
	startAt: Instant;
	endAt: Instant | null;
	/** Places on this date; null when nobody has to register. */
	capacity: number | null;
	taken: number;
	waiting: number;
	mine: RegistrationState | null;
	/** His place on the waiting list, from 1. */
	position: number | null;
};

/** Somebody on the list of a date, for its organiser. */
export type Attendee = {
	startAt: Instant;
	name: string;
	firstName: string;
	lastName: string;
	jobTitle: string;
	structureId: string | null;
	service: string;
	state: RegistrationState;
	at: Instant;
};
