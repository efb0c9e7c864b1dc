import { holds, type Actor } from '#foundation/accounts/index.ts';

/** How a structure sends is the business of its own administration. */
export const canCheckSender = (actor: Actor, structureId: string): boolean =>
	holds(actor, 'admin', { structures: [structureId] });
