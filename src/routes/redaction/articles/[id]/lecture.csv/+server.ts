import { listExpected } from '#editorial/announcements/index.server.ts';
import { clockTime, plainDay } from '#kernel/dates.ts';
import { csv } from '#kernel/csv.ts';
import { tableResponse } from '../../../../tables.ts';
import type { RequestHandler } from './$types';

const header = ['Structure', 'Service', 'Nom', 'Prénom', 'Fonction', 'Pris connaissance'];

export const GET: RequestHandler = async ({ locals, params }) => {
	const nameOf = (id: string) => locals.structures.find((structure) => structure.id === id)?.name;
	const agents = await listExpected(locals.db, locals.actor, params.id);
	const rows = agents.map(({ structureId, service, lastName, firstName, jobTitle, acknowledgedAt: at }) => [
		...[nameOf(structureId), service, lastName, firstName, jobTitle],
		at && `${plainDay(at)}, ${clockTime(at)}`
	]);
	return tableResponse(csv(header, rows), 'prises-de-connaissance.csv');
};
