import { listAttendees } from '#editorial/events/index.server.ts';
import { registrationStateLabels } from '#editorial/events/index.ts';
import { csv } from '#kernel/csv.ts';
import { clockTime, plainDay } from '#kernel/dates.ts';
import { tableResponse } from '../../../../tables.ts';
import type { RequestHandler } from './$types';

const header = ['Date', 'Heure', 'Nom', 'Prénom', 'Fonction', 'Structure', 'Service', 'État'];

export const GET: RequestHandler = async ({ locals, params }) => {
	const { slug, attendees } = await listAttendees(locals.db, locals.actor, params.id);
	const nameOf = (id: string | null) => locals.structures.find((structure) => structure.id === id)?.name;
	const rows = attendees.map(({ startAt, lastName, firstName, jobTitle, structureId, service, state }) => [
		...[plainDay(startAt), clockTime(startAt), lastName, firstName, jobTitle],
		...[nameOf(structureId), service, registrationStateLabels[state]]
	]);
	return tableResponse(csv(header, rows), `inscrits-${slug}.csv`);
};
