import type { Actor } from '#foundation/accounts/index.ts';

/** One list for all structures: any desk and any administration keeps it. */
export const canChangeLexicon = (actor: Actor): boolean =>
	actor.kind === 'operator' ||
	(actor.kind === 'agent' && actor.grants.some(({ role }) => role === 'editor' || role === 'admin'));
