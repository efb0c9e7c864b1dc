import { holds, type Actor } from '#foundation/accounts/index.ts';

const isKeeper = (actor: Actor, at?: { structures: string[] }): boolean =>
	holds(actor, 'editor', at) || holds(actor, 'admin', at);

/** What came back of a structure's letters is read by its desk and its administration. */
export const canReadReturnsOf = (actor: Actor, structureId: string): boolean =>
	isKeeper(actor, { structures: [structureId] });

/** A message that belongs to no letter that is known may be for anybody: it is read by who reads everything. */
export const canReadStrayReturns = (actor: Actor): boolean => isKeeper(actor);

/** Whether there is anything of it that this actor may read. */
export const canReadReturns = (actor: Actor): boolean =>
	actor.kind === 'operator' ||
	(actor.kind === 'agent' && actor.grants.some(({ role }) => role === 'editor' || role === 'admin'));
