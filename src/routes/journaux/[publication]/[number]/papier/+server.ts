import { readAgentPaper } from '#editions/prints/index.server.ts';
import { readNumber } from '#editions/publications/index.ts';
import { paperPage, paperCache } from '../../../../paper.server.ts';
import { readerHere } from '../../../../reading.server.ts';
import type { RequestHandler } from './$types';

/** An issue as sheets of paper, for the agents who may read it. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const asked = {
		publication: params.publication,
		number: readNumber(params.number),
		structure: url.searchParams.get('structure')
	};
	const paper = await readAgentPaper(
		locals.db,
		{ reader: readerHere(locals, url), actor: locals.actor },
		asked,
		locals
	);
	return paperPage(paper, locals, url, paperCache.agents);
};
