import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { decide } from '#foundation/validation/index.server.ts';
import type { Validation, Verdict, Via } from '#foundation/validation/index.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { getForUpdate, subjectOf } from '../writing.server.ts';
import { setProof } from './asking.server.ts';

/**
 * Takes a decision on a step of an issue. When the last one approves, the proof is given; a return sends it back with
 * its reason. The one who asked is told, and those who had approved. See `decide` for what it throws.
 */
export async function decideIssue(
	tx: Tx,
	actor: Actor,
	stepId: string,
	decision: { verdict: Verdict; reason: string; via: Via }
): Promise<Validation> {
	const { validation, outcome } = await decide(tx, actor, stepId, decision);
	const { issue } = await getForUpdate(tx, validation.subject.id);
	if (outcome !== 'running' && decision.verdict !== 'comment') {
		await setProof(tx, issue.id, outcome);
		const action = outcome === 'approved' ? 'issue.approve' : 'issue.return';
		await audit(tx, actor, action, subjectOf(issue.id), { hash: validation.revisionId });
	}
	if (decision.verdict === 'comment' || outcome !== 'running')
		await tell(tx, actor, issue.id, validation, decision.verdict);
	return validation;
}

const outcomes = {
	approve: { kind: 'decided', words: ': le BAT est donné' },
	return: { kind: 'returned', words: 'est renvoyé pour correction' },
	comment: { kind: 'remark', words: 'a reçu un commentaire' }
} as const;

async function tell(tx: Tx, actor: Actor, issueId: string, validation: Validation, verdict: Verdict): Promise<void> {
	const { kind, words } = outcomes[verdict];
	const last = validation.decisions.at(-1);
	const notice = {
		key: `${verdict}:${last?.id ?? validation.id}`,
		...{ kind, subject: subjectOf(issueId), detail: last?.reason ?? '' },
		title: `« ${validation.title} » ${words}`
	};
	const others = (agents: string[]) => agents.filter((id) => actor.kind !== 'agent' || id !== actor.id);
	const asker = validation.openedBy ? [validation.openedBy.id] : [];
	await notify(tx, { ...notice, agents: others(asker), href: `/redaction/numeros/${issueId}` });
	const approvers = validation.steps.flatMap(({ decidedBy }) => decidedBy?.id ?? []);
	if (verdict !== 'comment')
		await notify(tx, { ...notice, agents: others(approvers), href: `/redaction/validations/${validation.id}` });
}
