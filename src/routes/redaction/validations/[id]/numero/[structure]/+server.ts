import { getIssueForDecision } from '#editions/publications/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { letterPage } from '../../../../../letter-page.ts';
import { personally } from '../../../../../personal.server.ts';
import type { RequestHandler } from './$types';

/** The letter of one structure as it was when its proof was asked for. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { letters } = await getIssueForDecision(locals.db, personally(locals), params.id);
	const structure = locals.structures.find(({ slug }) => slug === params.structure);
	const letter = letters.find(({ structureId }) => structureId === structure?.id);
	if (!letter) throw new NotFound('Cette lettre n’est plus celle dont on décide : le numéro a changé.');
	return letterPage(letter.html, locals.settings.origin);
};
