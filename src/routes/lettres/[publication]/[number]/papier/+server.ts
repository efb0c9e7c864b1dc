import { readPublicPaper } from '#editions/prints/index.server.ts';
import { readNumber } from '#editions/publications/index.ts';
import { paperPage, paperCache } from '../../../../paper.server.ts';
import type { RequestHandler } from './$types';

/** An issue of a public title as sheets of paper, for anyone. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const asked = {
		publication: params.publication,
		number: readNumber(params.number),
		structure: url.searchParams.get('structure')
	};
	const paper = await readPublicPaper(locals.db, asked, locals);
	return paperPage(paper, locals, url, paperCache.everybody);
};
