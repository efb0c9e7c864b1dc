import { canPublishArticle, canWriteArticle } from '#editorial/articles/index.ts';
import type { Actor, Role } from '#foundation/accounts/index.ts';

const proposing: Role[] = ['contributor', 'editor', 'admin'];

/** Team leaders propose, and the desk with them. */
export const canProposeInitiative = (actor: Actor): boolean =>
	actor.kind === 'operator' || (actor.kind === 'agent' && actor.grants.some(({ role }) => proposing.includes(role)));

/** Proposals wait for who may publish them, not for their authors. */
export const canTakeProposal = (actor: Actor, article: Parameters<typeof canWriteArticle>[1]): boolean =>
	canPublishArticle(actor, article);

/** An uptake is taken back by who declared it, or by the desk. */
export const canWithdrawUptake = (
	actor: Actor,
	uptake: { agentId: string | null },
	article: Parameters<typeof canPublishArticle>[1]
): boolean => (actor.kind === 'agent' && actor.id === uptake.agentId) || canPublishArticle(actor, article);
