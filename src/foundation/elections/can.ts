import { holds, type Actor } from '#foundation/accounts/index.ts';

/** Which ballots concern a structure is said by its own administration. */
export const canSetElections = (actor: Actor, structureId: string): boolean =>
	holds(actor, 'admin', { structures: [structureId] });
