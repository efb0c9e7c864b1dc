import { readAgentPaper } from '#editions/prints/index.server.ts';
import { readNumber } from '#editions/publications/index.ts';
import { paperFile, paperCache } from '../../../../paper.server.ts';
import { readerHere } from '../../../../reading.server.ts';
import type { RequestHandler } from './$types';

/** An issue as a PDF, for the agents who may read it. */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
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
	return paperFile(paper, locals, request, paperCache.agents);
};
