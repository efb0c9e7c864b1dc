import { sql, type Selectable } from 'kysely';
import type { Instant } from '#kernel/dates.ts';
import type { Subject } from '#kernel/subject.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { namesOf, peopleOf } from './people.server.ts';
import type { ValidationStepTable, ValidationTable } from './tables.server.ts';
import type { Decision, Pending, Step, Validation } from './validation.ts';

type Row = Selectable<ValidationTable>;

/** Everything decided about a subject, the newest first. */
export async function listValidations(db: Db, { kind, id }: Subject): Promise<Validation[]> {
	const rows = await db
		.selectFrom('validation')
		.selectAll()
		.where('subjectKind', '=', kind)
		.where('subjectId', '=', id)
		.orderBy('id', 'desc')
		.execute();
	return complete(db, rows);
}

/** The last circuit of a subject, running or not. */
export async function findValidation(db: Db, subject: Subject): Promise<Validation | undefined> {
	return (await listValidations(db, subject))[0];
}

export async function findValidationById(db: Db, id: string): Promise<Validation | undefined> {
	return (await complete(db, await db.selectFrom('validation').selectAll().where('id', '=', id).execute()))[0];
}

/** The circuit to which a step belongs. */
export async function findValidationOfStep(db: Db, stepId: string): Promise<Validation | undefined> {
	const row = await db.selectFrom('validationStep').select('validationId').where('id', '=', stepId).executeTakeFirst();
	return row && findValidationById(db, row.validationId);
}

/** When subjects of one kind were last approved by a circuit, by id; those that never were are not there. */
export async function listApprovals(db: Db, kind: string, ids: string[]): Promise<Map<string, Instant>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('validation')
		.select('subjectId')
		.select((eb) => eb.fn.max('closedAt').as('at'))
		.where('subjectKind', '=', kind)
		.where('subjectId', 'in', ids)
		.where('state', '=', 'approved')
		.groupBy('subjectId')
		.execute();
	return new Map(rows.flatMap(({ subjectId, at }) => (at ? [[subjectId, at] as const] : [])));
}

/** What waits for this person, the most pressing first. */
export async function listPending(db: Db, agentId: string): Promise<Pending[]> {
	const rows = await db
		.selectFrom('validation')
		.selectAll()
		.where('state', '=', sql.lit('running' as const))
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('validationStep')
					.select('validationStep.id')
					.whereRef('validationStep.validationId', '=', 'validation.id')
					.where('validationStep.state', '=', 'open')
			)
		)
		.execute();
	const at = now();
	const found = (await complete(db, rows)).flatMap(({ steps, ...validation }) =>
		steps
			.filter(({ state, people }) => state === 'open' && people.some(({ id }) => id === agentId))
			.map((step): Pending => ({ step, validation, isLate: (step.dueAt ?? at) < at }))
	);
	return found.sort((a, b) => (a.step.dueAt ?? '').localeCompare(b.step.dueAt ?? ''));
}

/** Circuits in which this person has decided something, the newest decision first. */
export async function listDecided(db: Db, agentId: string, limit = 30): Promise<Validation[]> {
	const rows = await db
		.selectFrom('validation')
		.selectAll()
		.where('id', 'in', (eb) => eb.selectFrom('decision').select('validationId').where('agentId', '=', agentId))
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	return complete(db, rows);
}

/** Circuits that this person asked for, the newest first. */
export async function listAsked(db: Db, agentId: string, limit = 30): Promise<Validation[]> {
	const rows = await db
		.selectFrom('validation')
		.selectAll()
		.where('openedBy', '=', agentId)
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	return complete(db, rows);
}

/** Steps, people and decisions of all, in four queries whatever their number. */
async function complete(db: Db, rows: Row[]): Promise<Validation[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const steps = await db
		.selectFrom('validationStep')
		.innerJoin('structure', 'structure.id', 'validationStep.structureId')
		.selectAll('validationStep')
		.where('validationId', 'in', ids)
		.orderBy('structure.position')
		.orderBy('validationStep.position')
		.execute();
	const decisions = await db
		.selectFrom('decision')
		.selectAll()
		.where('validationId', 'in', ids)
		.orderBy('id')
		.execute();
	const people = await peopleOf(
		db,
		steps.filter(({ state }) => state === 'open' || state === 'waiting')
	);
	const names = await namesOf(db, [
		...rows.map(({ openedBy }) => openedBy),
		...steps.map(({ decidedBy }) => decidedBy),
		...decisions.map(({ agentId }) => agentId)
	]);
	const named = (id: string | null) => (id ? (names.get(id) ?? null) : null);
	return rows.map(({ subjectKind, subjectId, openedBy, ...row }) => ({
		...row,
		subject: { kind: subjectKind, id: subjectId },
		openedBy: named(openedBy),
		steps: steps
			.filter(({ validationId }) => validationId === row.id)
			.map((step) => toStep(step, people.get(step.id) ?? [], named(step.decidedBy))),
		decisions: decisions
			.filter(({ validationId }) => validationId === row.id)
			.map(({ id, stepId, verdict, reason, via, agentId, at }): Decision => ({
				...{ id, stepId, verdict, reason, via, at },
				by: named(agentId)
			}))
	}));
}

function toStep(row: Selectable<ValidationStepTable>, people: Step['people'], decidedBy: Step['decidedBy']): Step {
	const { validationId: _validation, askedAt: _asked, remindedAt: _reminded, approver, ...rest } = row;
	return { ...rest, approver: readJson(approver), decidedBy, people };
}
