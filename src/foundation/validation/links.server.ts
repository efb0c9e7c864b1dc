import { createHash, randomBytes } from 'node:crypto';
import { findActor } from '#foundation/accounts/index.server.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { canDecide } from './can.ts';
import { findValidationById } from './queries.server.ts';
import type { Step, Validation } from './validation.ts';

const week = 7 * 86_400_000;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const gone = 'Ce lien a déjà servi, il a expiré, ou la décision a été prise. Rien n’est à faire de plus ici.';

/** A link by which one person decides one step without signing in: once, within seven days. The only copy of its token. */
export async function makeDecisionLink(tx: Tx, stepId: string, agentId: string): Promise<{ token: string }> {
	const token = randomBytes(24).toString('base64url');
	const createdAt = now();
	const expiresAt = new Date(Date.parse(createdAt) + week).toISOString();
	await tx
		.insertInto('decisionLink')
		.values({ id: hashOf(token), stepId, agentId, createdAt, expiresAt, usedAt: null })
		.execute();
	return { token };
}

/** What a link asks for. Throws `NotFound` when it was used, has expired, or its step waits for this person no more. */
export async function getDecisionLink(
	db: Db,
	token: string
): Promise<{ validation: Validation; step: Step; agent: AgentActor }> {
	const row = await db
		.selectFrom('decisionLink')
		.innerJoin('validationStep', 'validationStep.id', 'decisionLink.stepId')
		.select(['decisionLink.stepId', 'decisionLink.agentId', 'validationStep.validationId'])
		.where('decisionLink.id', '=', hashOf(token))
		.where('decisionLink.usedAt', 'is', null)
		.where('decisionLink.expiresAt', '>', now())
		.executeTakeFirst();
	const agent = row && (await findActor(db, row.agentId));
	const validation = row && (await findValidationById(db, row.validationId));
	const step = validation?.steps.find(({ id }) => id === row?.stepId);
	if (!agent || !validation || !step || !canDecide(agent, step)) throw new NotFound(gone);
	return { validation, step, agent };
}

/** Uses a link up: one winner, even when the form is sent twice at once. Answers who decides what. */
export async function useDecisionLink(tx: Tx, token: string): Promise<{ stepId: string; agent: AgentActor }> {
	const { step, agent } = await getDecisionLink(tx, token);
	const { numUpdatedRows } = await tx
		.updateTable('decisionLink')
		.set({ usedAt: now() })
		.where('id', '=', hashOf(token))
		.where('usedAt', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new NotFound(gone);
	return { stepId: step.id, agent };
}

/** Takes back a link that never left the house. */
export async function dropDecisionLink(tx: Tx, token: string): Promise<void> {
	await tx.deleteFrom('decisionLink').where('id', '=', hashOf(token)).where('usedAt', 'is', null).execute();
}
