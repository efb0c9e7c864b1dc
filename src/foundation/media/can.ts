import type { Actor, Role } from '#foundation/accounts/index.ts';

const contributing: Role[] = ['contributor', 'editor', 'hr', 'direction', 'admin'];

/** Who writes somewhere, wherever it is, may add to the library that all share. */
export const canAddMedia = (actor: Actor): boolean =>
	actor.kind === 'operator' || (actor.kind === 'agent' && actor.grants.some(({ role }) => contributing.includes(role)));

const tending: Role[] = ['editor', 'hr', 'direction', 'admin'];

/** The desk looks after all that is in the library; others after what they have added. */
export const canTendMedia = (actor: Actor, uploadedBy: string | null): boolean =>
	actor.kind === 'operator' ||
	(actor.kind === 'agent' && (actor.id === uploadedBy || actor.grants.some(({ role }) => tending.includes(role))));
