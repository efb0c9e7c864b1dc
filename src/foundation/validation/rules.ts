import type { Instant } from '#kernel/dates.ts';
import type { Circuit, PlacedStep, StepRule, StepState, ValidationState } from './validation.ts';

/** Where something is to be decided: for one structure, in a section (issues have none), of a kind. */
export type Place = { structureId: string; sectionId: string | null; kind: string };

/** Hours left to whoever approves in the remit grid, where no circuit was set. */
export const defaultDueHours = 48;

export const mostSteps = 4;

/** The circuit that says most about a place: its section counts before its kind, its kind before its structure. */
export function mostPrecise(circuits: Circuit[], place: Place): Circuit | undefined {
	const fits = (wanted: string | null, is: string | null) => wanted === null || wanted === is;
	const precision = ({ sectionId, kind, structureId }: Circuit) =>
		(sectionId ? 4 : 0) + (kind ? 2 : 0) + (structureId ? 1 : 0);
	return circuits
		.filter(
			(circuit) =>
				fits(circuit.structureId, place.structureId) &&
				fits(circuit.sectionId, place.sectionId) &&
				fits(circuit.kind, place.kind)
		)
		.sort((a, b) => precision(b) - precision(a))[0];
}

/** A step of a circuit, with the place where its approver is to be found. */
export function placed({ approver, ...rule }: StepRule, { structureId, sectionId }: Place): PlacedStep {
	switch (approver.kind) {
		case 'remit':
			// The grid says who approves by section: without one, all who approve for the structure.
			if (sectionId === null) return { ...rule, approver: { kind: 'role', role: 'approver', structureId } };
			return { ...rule, approver: { kind: 'remit', sectionId, structureId } };
		case 'role':
			return {
				...rule,
				approver: { kind: 'role', role: approver.role, structureId, ...(sectionId !== null && { sectionId }) }
			};
		case 'agent':
			return { ...rule, approver };
	}
}

/** When a step that opens at an instant is due. Hours of the clock: a circuit says how long, not which days. */
export const dueAfter = (openedAt: Instant, hours: number): Instant =>
	new Date(Date.parse(openedAt) + hours * 3_600_000).toISOString();

/** What a circuit has come to, from its steps. */
export function outcomeOf(steps: { state: StepState }[]): Exclude<ValidationState, 'cancelled'> {
	if (steps.some(({ state }) => state === 'returned')) return 'returned';
	return steps.every(({ state }) => state === 'approved') ? 'approved' : 'running';
}

/** What is wrong with the steps of a circuit, in one sentence; nothing when they can be kept. */
export function stepFault(steps: StepRule[]): string | undefined {
	if (steps.length > mostSteps)
		return `Un circuit compte ${mostSteps} étapes au plus : au-delà, rien ne paraît à temps.`;
	if (steps.some(({ label }) => !label.trim())) return 'Donnez un nom à chaque étape.';
	if (steps.some(({ label }) => label.length > 80)) return 'Le nom d’une étape dépasse 80 signes.';
	if (steps.some(({ dueHours }) => !Number.isInteger(dueHours) || dueHours < 1 || dueHours > 720))
		return 'Le délai d’une étape va de 1 à 720 heures.';
	if (steps.some(({ approver, substituteId }) => approver.kind === 'agent' && approver.agentId === substituteId))
		return 'La suppléance d’une personne revient à quelqu’un d’autre.';
	return undefined;
}
