import { listPeople } from '#foundation/accounts/index.server.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { listCircuits } from '#foundation/validation/index.server.ts';
import { approverWords, canSetCircuit, stepWords, type Circuit } from '#foundation/validation/index.ts';
import type { PageServerLoad } from './$types';
import { kindOptions } from './kinds.ts';
import { askedIn, trialOf } from './trial.server.ts';

/** The rules that are in force, and what they come to for an example. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db, structures } = locals;
	const sections = await listSections(db);
	const circuits = await listCircuits(db);
	const asked = askedIn(locals, sections, url);
	const people = await namesIn(locals, circuits);
	const shown = await Promise.all(
		circuits.map(async (circuit) => ({
			id: circuit.id,
			structureId: circuit.structureId,
			place: placeWords(circuit, sections),
			steps: circuit.steps.map((step) => ({ label: step.label, words: ruleWords(step, people) })),
			since: (await listAudit(db, { kind: 'circuit', id: circuit.id }, 1))[0]?.at ?? null,
			canEdit: canSetCircuit(actor, circuit.structureId)
		}))
	);
	return {
		circuits: shown,
		trial: await trialOf(locals, asked),
		asked: { kind: asked.kind.value, section: asked.section?.slug ?? '', voices: asked.voices.map(({ slug }) => slug) },
		kinds: kindOptions.map(({ value, label }) => ({ value, label })),
		sectionOptions: sections.map(({ slug, name }) => ({ value: slug, label: name })),
		canAdd: structures.some(({ id }) => canSetCircuit(actor, id)),
		done: url.searchParams.get('fait')
	};
};

async function namesIn({ db }: App.Locals, circuits: Circuit[]): Promise<Map<string, string>> {
	const ids = circuits.flatMap(({ steps }) =>
		steps.flatMap(({ approver, substituteId }) => [
			...(approver.kind === 'agent' ? [approver.agentId] : []),
			...(substituteId ? [substituteId] : [])
		])
	);
	return new Map((await listPeople(db, ids)).map(({ id, name }) => [id, name]));
}

function ruleWords({ approver, substituteId, dueHours }: Circuit['steps'][number], names: Map<string, string>) {
	const name = approver.kind === 'agent' ? names.get(approver.agentId) : undefined;
	return stepWords({
		who: [approverWords(approver, name)],
		dueHours,
		substitute: substituteId ? names.get(substituteId) : undefined
	});
}

const placeWords = ({ sectionId, kind }: Circuit, sections: { id: string; name: string }[]): string =>
	[
		sections.find(({ id }) => id === sectionId)?.name ?? 'Toutes les rubriques',
		kind ? kindOptions.find(({ value }) => value === kind)?.label.toLowerCase() : 'toutes les formes'
	].join(', ');
