import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { listRemits } from '#foundation/sections/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import { json, readJson, type Db, type Tx } from '#platform/database/index.server.ts';
import { canSetCircuit } from './can.ts';
import { finder } from './people.server.ts';
import { defaultDueHours, mostPrecise, placed, stepFault } from './rules.ts';
import type { Circuit, StepRule, Track } from './validation.ts';

/** Circuits in use, in the order in which they were set. */
export async function listCircuits(db: Db): Promise<Circuit[]> {
	const rows = await db.selectFrom('circuit').selectAll().where('archivedAt', 'is', null).orderBy('id').execute();
	return rows.map(({ id, structureId, sectionId, kind, steps }) => ({
		...{ id, structureId, sectionId, kind },
		steps: readJson(steps)
	}));
}

export type CircuitDraft = Omit<Circuit, 'id'> & { id?: string };

/** Sets a circuit, or changes one. What runs keeps the steps it began with. Returns its id. */
export async function setCircuit(tx: Tx, actor: Actor, draft: CircuitDraft): Promise<string> {
	const { id = newId(), structureId, sectionId, kind, steps } = draft;
	const before = draft.id ? (await listCircuits(tx)).find((circuit) => circuit.id === draft.id) : undefined;
	if (draft.id && !before) throw new NotFound('Ce circuit n’existe plus.');
	if (!canSetCircuit(actor, structureId) || (before && !canSetCircuit(actor, before.structureId)))
		throw new Forbidden();
	const fault = stepFault(steps);
	if (fault) throw new Invalid(fault, { steps: fault });
	const same = (await listCircuits(tx)).find(
		(one) => one.id !== id && one.structureId === structureId && one.sectionId === sectionId && one.kind === kind
	);
	if (same)
		throw new Conflict('Un circuit existe déjà pour cette structure, cette rubrique et cette forme : modifiez-le.');
	const cell = { structureId, sectionId, kind, steps: json(steps.map(cleaned)) };
	if (before) await tx.updateTable('circuit').set(cell).where('id', '=', id).execute();
	else
		await tx
			.insertInto('circuit')
			.values({ id, ...cell, createdAt: now(), archivedAt: null })
			.execute();
	const detail = { structureId, sectionId, kind, steps, ...(before && { before: before.steps }) };
	await audit(tx, actor, 'circuit.set', { kind: 'circuit', id }, detail);
	return id;
}

const cleaned = ({ label, approver, substituteId, dueHours }: StepRule): StepRule => ({
	label: label.trim(),
	...{ approver, substituteId, dueHours }
});

/** Takes a circuit away; the next most precise one applies from now on. */
export async function archiveCircuit(tx: Tx, actor: Actor, id: string): Promise<void> {
	const circuit = (await listCircuits(tx)).find((one) => one.id === id);
	if (!circuit) throw new NotFound('Ce circuit n’existe plus.');
	if (!canSetCircuit(actor, circuit.structureId)) throw new Forbidden();
	await tx.updateTable('circuit').set({ archivedAt: now() }).where('id', '=', id).execute();
	await audit(tx, actor, 'circuit.archive', { kind: 'circuit', id }, { steps: circuit.steps });
}

/**
 * What each structure would ask for, in this order of preference: the most precise circuit that was set; those who
 * approve in the remit grid; the holders of the role; nothing, where a structure has nobody who approves.
 * What has no section (an issue) is asked of those who approve for the structure. `isSet` says whether somebody set it, rather than it following from the grid.
 */
export async function tracksFor(
	db: Db,
	{ structures, sectionId, kind }: { structures: string[]; sectionId: string | null; kind: string }
): Promise<(Track & { isSet: boolean })[]> {
	const circuits = await listCircuits(db);
	const remits = sectionId === null ? [] : await listRemits(db, sectionId);
	const find = await finder(db);
	return structures.map((structureId) => {
		const place = { structureId, sectionId, kind };
		const circuit = mostPrecise(circuits, place);
		if (circuit) return { structureId, isSet: true, steps: circuit.steps.map((step) => placed(step, place)) };
		const cell = remits.find((remit) => remit.structureId === structureId);
		const substituteId = cell?.people.find(({ duty }) => duty === 'substitutes')?.agentId ?? null;
		const rule = { label: 'Validation', substituteId, dueHours: defaultDueHours };
		for (const approver of [{ kind: 'remit' }, { kind: 'role', role: 'approver' }] as const) {
			const step = placed({ ...rule, approver }, place);
			if (find(step.approver).length > 0) return { structureId, isSet: false, steps: [step] };
		}
		return { structureId, isSet: false, steps: [] };
	});
}
