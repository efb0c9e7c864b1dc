import { said } from '#distribution/readership/index.ts';
import { contentDisposition } from '#foundation/media/index.ts';
import { csv } from '#kernel/csv.ts';
import { figureColumns } from '../chiffres/columns.ts';
import { issueFigures } from '../chiffres/figures.server.ts';
import type { RequestHandler } from './$types';

/** The figures of an issue for a spreadsheet: those of the page, and no other. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { publication, issue, rows, total, articles, series } = await issueFigures(locals, params.id);
	const table = [
		...rows.map(({ name, cells }) => [name, ...cells]),
		['Ensemble', ...total],
		[],
		['Article', 'Pages lues'],
		...articles.map(({ title, views }) => [title, views]),
		[],
		['Numéro', 'Date', 'Pages lues', 'Lettres acceptées'],
		...series.map((one) => [`n° ${one.number}`, one.date, said(one.views), said(one.accepted)])
	];
	return new Response(csv(['Structure', ...figureColumns], table), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': contentDisposition('attachment', `${publication.slug}-${issue.number}-chiffres.csv`)
		}
	});
};
