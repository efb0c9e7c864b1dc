import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { settleNotices } from '#foundation/notices/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { Subject } from '#kernel/subject.ts';
import { now } from '#platform/clock.ts';
import { json, lockRows, type Tx } from '#platform/database/index.server.ts';
import { canDecide } from './can.ts';
import { findValidationById } from './queries.server.ts';
import { dueAfter, outcomeOf } from './rules.ts';
import type { PlacedStep, Track, Validation, Verdict, Via } from './validation.ts';

const idOf = (actor: Actor) => (actor.kind === 'agent' ? actor.id : null);

/** What is to be decided upon, and by which steps. `keep`: structures whose earlier decision is not touched by the change. */
export type Opening = { subject: Subject; revisionId: string; title: string; tracks: Track[]; keep?: string[] };

/**
 * Opens a circuit on a version. One that runs on the same subject is cancelled: what it decided upon is no more. Its
 * approvals, or those of the last one, are taken over for the structures of `keep`. Throws `Conflict` without any step.
 */
export async function openValidation(tx: Tx, actor: Actor, opening: Opening): Promise<Validation> {
	const { subject, revisionId, title, tracks, keep = [] } = opening;
	if (tracks.every(({ steps }) => steps.length === 0)) throw new Conflict('Aucune étape n’est prévue.');
	const before = await approvalsOf(tx, subject);
	await cancelValidation(tx, actor, subject);
	const id = newId();
	const at = now();
	const row = { id, subjectKind: subject.kind, subjectId: subject.id, revisionId, title, state: 'running' as const };
	await tx
		.insertInto('validation')
		.values({ ...row, openedBy: idOf(actor), openedAt: at, closedAt: null })
		.execute();
	for (const { structureId, steps } of tracks)
		for (const [position, step] of steps.entries()) {
			const earlier = keep.includes(structureId) ? before.get(`${structureId}/${position}`) : undefined;
			const stepId = await addStep(tx, { validationId: id, structureId, position }, step, at, earlier);
			if (earlier)
				await record(tx, {
					validationId: id,
					stepId,
					verdict: 'approve',
					reason: '',
					via: 'earlier',
					agentId: earlier
				});
		}
	await audit(tx, actor, 'validation.open', subject, { validation: id, revision: revisionId, keep });
	await openNext(tx, id);
	return (await findValidationById(tx, id))!;
}

/** Who approved each step of the last circuit of a subject, by structure and position. */
async function approvalsOf(tx: Tx, { kind, id }: Subject): Promise<Map<string, string>> {
	const last = await tx
		.selectFrom('validation')
		.select('id')
		.where('subjectKind', '=', kind)
		.where('subjectId', '=', id)
		.orderBy('id', 'desc')
		.executeTakeFirst();
	if (!last) return new Map();
	const steps = await tx
		.selectFrom('validationStep')
		.select(['structureId', 'position', 'decidedBy'])
		.where('validationId', '=', last.id)
		.where('state', '=', 'approved')
		.execute();
	return new Map(
		steps.flatMap(({ structureId, position, decidedBy }) =>
			decidedBy ? [[`${structureId}/${position}`, decidedBy] as const] : []
		)
	);
}

type StepPlace = { validationId: string; structureId: string; position: number };

async function addStep(tx: Tx, place: StepPlace, step: PlacedStep, at: string, earlier?: string): Promise<string> {
	const id = newId();
	const { label, approver, substituteId, dueHours } = step;
	await tx
		.insertInto('validationStep')
		.values({
			...{ id, ...place, label, substituteId, dueHours },
			approver: json(approver),
			state: earlier ? 'approved' : 'waiting',
			openedAt: null,
			dueAt: null,
			decidedAt: earlier ? at : null,
			decidedBy: earlier ?? null,
			askedAt: null,
			remindedAt: null,
			substitutedAt: null
		})
		.execute();
	return id;
}

/** Opens the first step of each structure that is not decided yet. */
async function openNext(tx: Tx, validationId: string): Promise<void> {
	const steps = await tx
		.selectFrom('validationStep')
		.select(['id', 'structureId', 'state', 'dueHours'])
		.where('validationId', '=', validationId)
		.orderBy('position')
		.execute();
	const at = now();
	for (const [, track] of Map.groupBy(steps, ({ structureId }) => structureId)) {
		const next = track.find(({ state }) => state !== 'approved');
		if (next?.state !== 'waiting') continue;
		await tx
			.updateTable('validationStep')
			.set({ state: 'open', openedAt: at, dueAt: dueAfter(at, next.dueHours) })
			.where('id', '=', next.id)
			.execute();
	}
}

type NewDecision = {
	validationId: string;
	stepId: string | null;
	verdict: Verdict;
	reason: string;
	via: Via;
	agentId: string | null;
};

const record = (tx: Tx, decision: NewDecision) =>
	tx
		.insertInto('decision')
		.values({ id: newId(), ...decision, at: now() })
		.execute();

/**
 * Takes a decision on an open step. A return and a comment need a reason. Approving opens what follows; when everything
 * is approved, or something is returned, the circuit ends. Throws `Conflict` for a step that waits for nobody any more.
 */
export async function decide(
	tx: Tx,
	actor: Actor,
	stepId: string,
	{ verdict, reason, via }: { verdict: Verdict; reason: string; via: Via }
): Promise<{ validation: Validation; outcome: 'running' | 'approved' | 'returned' }> {
	const { validation, step } = await stepForUpdate(tx, stepId);
	if (actor.kind !== 'agent' || (step.state === 'open' && !canDecide(actor, step)))
		throw new Forbidden('Cette décision revient à quelqu’un d’autre.');
	if (validation.state !== 'running' || step.state !== 'open')
		throw new Conflict('Cette étape n’attend plus de décision : elle a été prise, ou le texte a changé.');
	const said = reason.trim();
	if (verdict !== 'approve' && !said) {
		const message = verdict === 'return' ? 'Dites ce qu’il faut corriger.' : 'Écrivez votre commentaire.';
		throw new Invalid(message, { reason: message });
	}
	if (said.length > 4000) throw new Invalid('Votre texte dépasse 4 000 signes.', { reason: '4 000 signes au plus.' });
	await record(tx, { validationId: validation.id, stepId, verdict, reason: said, via, agentId: actor.id });
	if (verdict !== 'comment') await settleStep(tx, stepId, verdict, actor.id);
	const outcome = await settleValidation(tx, validation.id);
	const detail = { validation: validation.id, step: stepId, verdict, reason: said, via, outcome };
	await audit(tx, actor, `validation.${verdict}`, validation.subject, detail);
	return { validation: (await findValidationById(tx, validation.id))!, outcome };
}

async function stepForUpdate(tx: Tx, stepId: string) {
	const row = await tx.selectFrom('validationStep').select('validationId').where('id', '=', stepId).executeTakeFirst();
	if (!row) throw new NotFound('Cette étape n’existe pas.');
	await lockRows(tx, tx.selectFrom('validation').select('id').where('id', '=', row.validationId)).execute();
	const validation = (await findValidationById(tx, row.validationId))!;
	return { validation, step: validation.steps.find(({ id }) => id === stepId)! };
}

async function settleStep(tx: Tx, id: string, verdict: 'approve' | 'return', decidedBy: string): Promise<void> {
	const state = verdict === 'approve' ? 'approved' : 'returned';
	await tx.updateTable('validationStep').set({ state, decidedAt: now(), decidedBy }).where('id', '=', id).execute();
	await settleNotices(tx, { kind: 'validationStep', id }, 'decide');
}

async function settleValidation(tx: Tx, id: string): Promise<'running' | 'approved' | 'returned'> {
	const steps = await tx.selectFrom('validationStep').select(['id', 'state']).where('validationId', '=', id).execute();
	const outcome = outcomeOf(steps);
	if (outcome === 'running') await openNext(tx, id);
	else await close(tx, id, outcome);
	return outcome;
}

async function close(tx: Tx, id: string, state: 'approved' | 'returned' | 'cancelled'): Promise<void> {
	await tx.updateTable('validation').set({ state, closedAt: now() }).where('id', '=', id).execute();
	const left = await tx
		.selectFrom('validationStep')
		.select('id')
		.where('validationId', '=', id)
		.where('state', 'in', ['open', 'waiting'])
		.execute();
	for (const step of left) {
		await tx.updateTable('validationStep').set({ state: 'cancelled' }).where('id', '=', step.id).execute();
		await settleNotices(tx, { kind: 'validationStep', id: step.id }, 'decide');
	}
}

/** Ends what runs on a subject without a decision. Answers whether something ran. */
export async function cancelValidation(tx: Tx, actor: Actor, subject: Subject): Promise<boolean> {
	const running = await lockRows(
		tx,
		tx
			.selectFrom('validation')
			.select('id')
			.where('subjectKind', '=', subject.kind)
			.where('subjectId', '=', subject.id)
			.where('state', '=', 'running')
	).executeTakeFirst();
	if (!running) return false;
	await close(tx, running.id, 'cancelled');
	await audit(tx, actor, 'validation.cancel', subject, { validation: running.id });
	return true;
}
