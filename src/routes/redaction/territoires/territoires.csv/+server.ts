import { listRemits, listSections } from '#foundation/sections/index.server.ts';
import { duties, dutyLabels, stanceLabels } from '#foundation/sections/index.ts';
import { csv } from '#kernel/csv.ts';
import { gridOf } from '../grid.ts';
import type { RequestHandler } from './$types';

/** The grid as a table for a spreadsheet: one line per cell. */
export const GET: RequestHandler = async ({ locals: { actor, db, structures } }) => {
	const [sections, remits] = [await listSections(db), await listRemits(db)];
	const header = ['Rubrique', 'Structure', 'Rôle', 'Angle', ...duties.map((duty) => dutyLabels[duty])];
	const rows = gridOf({ sections, structures, remits, actor }).flatMap(({ section, cells }) =>
		cells.map(({ structureId, stance, angle, people }) => [
			section.name,
			structures.find(({ id }) => id === structureId)?.name ?? '',
			stanceLabels[stance],
			angle,
			...duties.map((duty) =>
				people
					.filter((person) => person.duty === duty)
					.map(({ name, jobTitle }) => `${name} (${jobTitle})`)
					.join(', ')
			)
		])
	);
	const disposition = 'attachment; filename="territoires-de-communication.csv"';
	return new Response(csv(header, rows), {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': disposition }
	});
};
