import { holds, type Actor } from '#foundation/accounts/index.ts';
import type { Step } from './validation.ts';

/** Those whom the step names, and nobody in their place: not the administration, not the terminal. */
export const canDecide = (actor: Actor, step: Pick<Step, 'people' | 'state'>): boolean =>
	actor.kind === 'agent' && step.state === 'open' && step.people.some(({ id }) => id === actor.id);

/** Who decides is settled by the administration and the direction; the desk does not choose who reads it over. */
export const canSetCircuit = (actor: Actor, structureId: string | null): boolean =>
	(['admin', 'direction'] as const).some((role) =>
		holds(actor, role, structureId ? { structures: [structureId] } : {})
	);
