import { getElectionPeriod } from '#foundation/elections/index.server.ts';
import { csv } from '#kernel/csv.ts';
import { clockTime, dayOf } from '#kernel/dates.ts';
import { reachLabels } from '#kernel/reach.ts';
import { linesOf } from '../lines.server.ts';
import type { RequestHandler } from './$types';

const header = [
	...['Jour', 'Heure', 'Action', 'Titre', 'Adresse', 'Forme', 'Rubrique ou titre', 'Structures', 'Niveau', 'Canaux'],
	...['Visible à partir du', 'Par', 'Pourquoi']
];

/** The journal of a period as a table for a spreadsheet (C39). */
export const GET: RequestHandler = async ({ locals: { db, settings }, params }) => {
	const period = await getElectionPeriod(db, params.id);
	const lines = await linesOf(db, period);
	const rows = lines.map(({ at, action, title, path, kind, holder, reach, visibleFrom, voices, outlets, by, why }) => [
		...[dayOf(at), clockTime(at), action, title, settings.origin + path],
		...[kind, holder, voices.join(', '), reachLabels[reach], outlets.join(', ')],
		...[visibleFrom ? dayOf(visibleFrom) : '', by, why]
	]);
	return new Response(csv(header, rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="journal-periode-${period.startOn}.csv"`
		}
	});
};
