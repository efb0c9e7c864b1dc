import { listPeople, searchPeople } from '#foundation/accounts/index.server.ts';
import type { Role } from '#foundation/accounts/index.ts';
import type { CircuitDraft } from '#foundation/validation/index.server.ts';
import { defaultDueHours, mostSteps, type Circuit, type StepRule } from '#foundation/validation/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { fold } from '#kernel/text.ts';
import type { Db } from '#platform/database/index.server.ts';
import { textOf } from '../../../refusals.ts';
import { decidingRoles, type TypedCircuit, type TypedStep } from './typed.ts';

const blankStep: TypedStep = { label: '', who: 'remit', person: '', substitute: '', hours: String(defaultDueHours) };

const filled = (steps: TypedStep[]): TypedStep[] =>
	Array.from({ length: mostSteps }, (_, index) => steps[index] ?? blankStep);

export const blankCircuit = (structureId: string): TypedCircuit => ({
	...{ structureId, sectionId: '', kind: '' },
	steps: filled([])
});

/** A circuit as its form shows it. */
export async function shownCircuit(db: Db, { structureId, sectionId, kind, steps }: Circuit): Promise<TypedCircuit> {
	const ids = steps.flatMap(({ approver, substituteId }) => [
		...(approver.kind === 'agent' ? [approver.agentId] : []),
		...(substituteId ? [substituteId] : [])
	]);
	const names = new Map((await listPeople(db, ids)).map(({ id, name }) => [id, name]));
	return {
		...{ structureId: structureId ?? '', sectionId: sectionId ?? '', kind: kind ?? '' },
		steps: filled(
			steps.map(({ label, approver, substituteId, dueHours }) => ({
				...{ label, hours: String(dueHours) },
				who: approver.kind === 'role' ? approver.role : approver.kind,
				person: approver.kind === 'agent' ? (names.get(approver.agentId) ?? '') : '',
				substitute: substituteId ? (names.get(substituteId) ?? '') : ''
			}))
		)
	};
}

export function readCircuit(form: FormData): TypedCircuit {
	const steps = Array.from({ length: mostSteps }, (_, index) => {
		const field = (name: keyof TypedStep) => textOf(form, `${name}-${index}`).trim();
		const [label, who, person] = [field('label'), field('who'), field('person')];
		return { label, who, person, substitute: field('substitute'), hours: field('hours') };
	});
	return {
		structureId: textOf(form, 'structureId'),
		sectionId: textOf(form, 'sectionId'),
		kind: textOf(form, 'kind'),
		steps
	};
}

/** What the form says as a setting. Throws `Invalid`, with the field of the step that is not understood. */
export async function circuitIn(db: Db, { structureId, sectionId, kind, steps }: TypedCircuit): Promise<CircuitDraft> {
	const rules: StepRule[] = [];
	for (const [index, step] of steps.entries()) if (step.label) rules.push(await ruleIn(db, step, index));
	return { structureId: structureId || null, sectionId: sectionId || null, kind: kind || null, steps: rules };
}

async function ruleIn(db: Db, { label, who, person, substitute, hours }: TypedStep, index: number): Promise<StepRule> {
	const approver = await approverIn(db, who, person, `person-${index}`);
	const substituteId = substitute ? await personIn(db, substitute, `substitute-${index}`) : null;
	return { label, approver, substituteId, dueHours: Number(hours) };
}

async function approverIn(db: Db, who: string, person: string, field: string): Promise<StepRule['approver']> {
	if (who === 'agent') return { kind: 'agent', agentId: await personIn(db, person, field) };
	if (decidingRoles.includes(who as Role)) return { kind: 'role', role: who as Role };
	return { kind: 'remit' };
}

/** The one person whom some words name. */
async function personIn(db: Db, words: string, field: string): Promise<string> {
	const found = await searchPeople(db, words);
	const exact = found.filter(({ name }) => fold(name) === fold(words));
	const [one, other] = exact.length > 0 ? exact : found;
	if (one && !other) return one.id;
	const message = !words
		? 'Dites de qui il s’agit, par son nom.'
		: one
			? `Plusieurs personnes répondent à « ${words} » : ${found.map(({ name, jobTitle }) => `${name} (${jobTitle})`).join(', ')}. Précisez.`
			: `Personne ne répond à « ${words} ».`;
	throw new Invalid(message, { [field]: message });
}
