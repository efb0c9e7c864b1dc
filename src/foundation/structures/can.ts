import { holds, type Actor } from '#foundation/accounts/index.ts';

/** Adding a structure changes what everyone reads. */
export const canAddStructure = (actor: Actor): boolean => holds(actor, 'admin');

/** A structure's face belongs to its own administrators. */
export const canChangeIdentity = (actor: Actor, structureId: string): boolean =>
	holds(actor, 'admin', { structures: [structureId] });
