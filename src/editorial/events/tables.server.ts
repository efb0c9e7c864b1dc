import type { Instant } from '#kernel/dates.ts';
import type { RegistrationState } from './event.ts';

/** Somebody's place on one date of an event, or his place on its waiting list, in the order of `at`. */
export type RegistrationTable = {
	id: string;
	articleId: string;
	startAt: Instant;
	agentId: string;
	state: RegistrationState;
	at: Instant;
	/** When he moved up from the waiting list. */
	promotedAt: Instant | null;
	/** When he was reminded of the date. */
	remindedAt: Instant | null;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		registration: RegistrationTable;
	}
}
