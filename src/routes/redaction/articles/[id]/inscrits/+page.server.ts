import { listAttendees } from '#editorial/events/index.server.ts';
import { registrationStateLabels } from '#editorial/events/index.ts';
import type { PageServerLoad } from './$types';

/** Who comes to an event, date by date, for who organises it. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { dates, attendees, ...event } = await listAttendees(locals.db, locals.actor, params.id);
	const nameOf = (id: string | null) => locals.structures.find((structure) => structure.id === id)?.shortName ?? '';
	return {
		event,
		dates: dates.map(({ start, end }) => {
			const own = attendees.filter(({ startAt }) => startAt === start);
			return {
				...{ start, end },
				taken: own.filter(({ state }) => state === 'registered').length,
				attendees: own.map(({ structureId, state, ...person }) => ({
					...person,
					structure: nameOf(structureId),
					state: registrationStateLabels[state],
					isWaiting: state === 'waiting'
				}))
			};
		})
	};
};
