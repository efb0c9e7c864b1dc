import { holds, type Actor } from '#foundation/accounts/index.ts';
import type { Publication } from '#editions/publications/index.ts';

/** The desk or the administration of a structure that owns or carries a title sees its readers and keeps their list. */
export const canKeepSubscribers = (
	actor: Actor,
	publication: Pick<Publication, 'id' | 'ownerId' | 'voices'>
): boolean =>
	(['editor', 'admin'] as const).some((role) =>
		holds(actor, role, { structures: [publication.ownerId, ...publication.voices], publication: publication.id })
	);

/** Whoever keeps the list of some title may open the pages of readers; each list then says whether it is his. */
export const canKeepSomeList = (actor: Actor): boolean =>
	actor.kind === 'operator' ||
	(actor.kind === 'agent' && actor.grants.some(({ role }) => role === 'editor' || role === 'admin'));
