import { decideArticle } from '#editorial/articles/index.server.ts';
import { decideIssue } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { findValidationOfStep } from '#foundation/validation/index.server.ts';
import type { Verdict, Via } from '#foundation/validation/index.ts';
import type { Tx } from '#platform/database/index.server.ts';

/** Takes a decision on a step, whatever it is about. */
export async function decideSubject(
	tx: Tx,
	actor: Actor,
	stepId: string,
	decision: { verdict: Verdict; reason: string; via: Via }
): Promise<void> {
	const validation = await findValidationOfStep(tx, stepId);
	const decide = validation?.subject.kind === 'issue' ? decideIssue : decideArticle;
	await decide(tx, actor, stepId, decision);
}
