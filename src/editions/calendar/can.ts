import { canWriteSomething } from '#editorial/articles/index.ts';
import { holds, type Actor } from '#foundation/accounts/index.ts';

/** The desk of each structure sees what all prepare: that is what the calendar is for. */
export const canReadCalendar = canWriteSomething;

/** Marks of one structure are its desk's; those of all (null) are anybody's who edits somewhere. */
export function canWriteMarker(actor: Actor, structureId: string | null): boolean {
	if (structureId)
		return (['editor', 'admin'] as const).some((role) => holds(actor, role, { structures: [structureId] }));
	return (
		actor.kind === 'operator' ||
		(actor.kind === 'agent' && actor.grants.some(({ role }) => role === 'editor' || role === 'admin'))
	);
}
