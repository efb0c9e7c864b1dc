import { getSeries } from '#distribution/readership/index.server.ts';
import { contentDisposition } from '#foundation/media/index.ts';
import { csv } from '#kernel/csv.ts';
import { seriesCells, seriesColumns } from '../serie/lines.ts';
import type { RequestHandler } from './$types';

/** The history of a title for a spreadsheet, or for who must show it. */
export const GET: RequestHandler = async ({ locals: { actor, db }, params }) => {
	const { publication, lines } = await getSeries(db, actor, params.slug);
	return new Response(csv(seriesColumns, lines.map(seriesCells)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': contentDisposition('attachment', `${publication.slug}-serie.csv`)
		}
	});
};
