import { holds, type Actor, type Grant } from './actor.ts';

/** Whoever administers something, be it one structure, may open the administration. */
export const canAdminister = (actor: Actor): boolean =>
	actor.kind === 'operator' || (actor.kind === 'agent' && actor.grants.some((grant) => grant.role === 'admin'));

/** Everything that belongs to no structure in particular, such as the outbox of a test installation. */
export const canAdministerEverything = (actor: Actor): boolean => holds(actor, 'admin');

/** Accounts are managed by the administration of a structure that the person belongs to. */
export const canManageAccount = (actor: Actor, structures: string[]): boolean => holds(actor, 'admin', { structures });

/** The administration of one structure gives roles inside it, and never its own power. */
export function canGrant(actor: Actor, grant: Grant): boolean {
	if (holds(actor, 'admin')) return true;
	return (
		grant.role !== 'admin' &&
		grant.scope.kind === 'structure' &&
		holds(actor, 'admin', { structures: [grant.scope.id] })
	);
}
