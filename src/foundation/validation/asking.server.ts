import { notify } from '#foundation/notices/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { lockRows, type Db, type Tx } from '#platform/database/index.server.ts';
import { finder } from './people.server.ts';
import { findValidationById } from './queries.server.ts';
import type { Step, Validation } from './validation.ts';

/**
 * Tells people what waits for them: approvers when a step opens; when its delay has passed, the same again and the
 * substitute. Each is told once, whatever the time that nobody was there to tell them: what is asked for the first time
 * after its delay is its own reminder. Answers how many steps were told.
 */
export async function tellApprovers(db: Db): Promise<number> {
	const at = now();
	const due = await db
		.selectFrom('validationStep')
		.select('id')
		.where('state', '=', 'open')
		.where((eb) => eb.or([eb('askedAt', 'is', null), eb.and([eb('remindedAt', 'is', null), eb('dueAt', '<=', at)])]))
		.execute();
	for (const { id } of due) await db.transaction().execute((tx) => tellStep(tx, id, at));
	return due.length;
}

async function tellStep(tx: Tx, id: string, at: Instant): Promise<void> {
	const row = await lockRows(tx, tx.selectFrom('validationStep').selectAll().where('id', '=', id)).executeTakeFirst();
	if (row?.state !== 'open') return;
	const validation = (await findValidationById(tx, row.validationId))!;
	const step = validation.steps.find((each) => each.id === id)!;
	const isLate = (row.dueAt ?? at) <= at;
	if (!row.askedAt) await ask(tx, validation, step);
	else if (isLate && !row.remindedAt) await remind(tx, validation, step);
	if (isLate && !row.substitutedAt) await askSubstitute(tx, validation, step);
	await tx
		.updateTable('validationStep')
		.set({
			askedAt: row.askedAt ?? at,
			remindedAt: row.remindedAt ?? (isLate ? at : null),
			substitutedAt: row.substitutedAt ?? (isLate && row.substituteId ? at : null)
		})
		.where('id', '=', id)
		.execute();
}

const subjectOf = ({ id }: Step) => ({ kind: 'validationStep', id });
const hrefOf = ({ id }: Validation) => `/redaction/validations/${id}`;

async function ask(tx: Tx, validation: Validation, step: Step): Promise<void> {
	if (step.people.length === 0) return tellNobodyDecides(tx, validation, step);
	await notify(tx, {
		agents: step.people.map(({ id }) => id),
		key: `decide:${step.id}`,
		kind: 'decide',
		subject: subjectOf(step),
		title: `À valider : « ${validation.title} »`,
		detail: validation.openedBy ? `Demandé par ${validation.openedBy.name}` : '',
		href: hrefOf(validation)
	});
}

const remind = (tx: Tx, validation: Validation, step: Step): Promise<void> =>
	notify(tx, {
		agents: step.people.map(({ id }) => id),
		key: `remind:${step.id}`,
		kind: 'decide',
		subject: subjectOf(step),
		title: `En retard : « ${validation.title} »`,
		detail: 'Le délai est passé, et le texte attend toujours votre décision',
		href: hrefOf(validation)
	});

async function askSubstitute(tx: Tx, validation: Validation, step: Step): Promise<void> {
	const { substituteId } = step;
	if (!substituteId) return;
	const [present] = (await finder(tx))({ kind: 'agent', agentId: substituteId });
	if (!present) return;
	const late = step.people.filter(({ id }) => id !== substituteId).map(({ name }) => name);
	await notify(tx, {
		agents: [substituteId],
		key: `decide:${step.id}`,
		kind: 'decide',
		subject: subjectOf(step),
		title: `À valider en suppléance : « ${validation.title} »`,
		detail: late.length > 0 ? `${late.join(', ')} n’a pas répondu dans le délai` : '',
		href: hrefOf(validation)
	});
}

/** A step that names nobody who is still there would wait for ever: whoever asked must know. */
async function tellNobodyDecides(tx: Tx, validation: Validation, step: Step): Promise<void> {
	if (!validation.openedBy) return;
	await notify(tx, {
		agents: [validation.openedBy.id],
		key: `nobody:${step.id}`,
		kind: 'returned',
		subject: validation.subject,
		title: `Personne ne peut valider « ${validation.title} »`,
		detail: `L’étape « ${step.label} » ne nomme plus personne : complétez la grille ou le circuit`,
		href: hrefOf(validation)
	});
}
