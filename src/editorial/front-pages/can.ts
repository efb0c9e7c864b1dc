import { holds, type Actor } from '#foundation/accounts/index.ts';

/** The home page of a structure is composed by its desk. */
export const canComposeFrontPage = (actor: Actor, structureId: string): boolean =>
	holds(actor, 'editor', { structures: [structureId] }) || holds(actor, 'admin', { structures: [structureId] });
