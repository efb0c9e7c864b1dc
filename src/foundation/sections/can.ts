import { holds, type Actor } from '#foundation/accounts/index.ts';

/** Sections are common to all: only who answers for everything may add or rename one. */
export const canManageSections = (actor: Actor): boolean => holds(actor, 'admin');

/** Who leads and who relays is agreed by the structures; the administration of one writes its own cell. */
export const canSetRemit = (actor: Actor, structureId: string): boolean =>
	holds(actor, 'admin', { structures: [structureId] });
