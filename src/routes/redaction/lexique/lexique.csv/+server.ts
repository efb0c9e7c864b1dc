import { listTerms } from '#editorial/lexicon/index.server.ts';
import { termKindLabels } from '#editorial/lexicon/index.ts';
import { csv } from '#kernel/csv.ts';
import type { RequestHandler } from './$types';

/** The whole lexicon as a table for a spreadsheet. */
export const GET: RequestHandler = async ({ locals: { db } }) => {
	const terms = await listTerms(db);
	const rows = terms.map(({ kind, term, preferred, note }) => [termKindLabels[kind], term, preferred, note]);
	return new Response(csv(['Forme', 'Terme', 'Terme convenu ou développé', 'Pourquoi'], rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="lexique.csv"'
		}
	});
};
