import { getIssueForDecision } from '#editions/publications/index.server.ts';
import { getDecisionLink } from '#foundation/validation/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { letterPage } from '../../../letter-page.ts';
import type { RequestHandler } from './$types';

/** The letter that a link of a mail asks to decide upon. */
export const GET: RequestHandler = async ({ locals: { db, settings }, params }) => {
	const { validation, step, agent } = await getDecisionLink(db, params.token);
	const { letters } = await getIssueForDecision(db, agent, validation.id);
	const letter = letters.find(({ structureId }) => structureId === step.structureId);
	if (!letter) throw new NotFound('Cette lettre n’est plus celle dont on décide : le numéro a changé.');
	return letterPage(letter.html, settings.origin);
};
