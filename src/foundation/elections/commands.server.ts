import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Forbidden, Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canSetElections } from './can.ts';
import type { ElectionDraft } from './election.ts';
import { getElectionPeriod } from './queries.server.ts';
import { completed } from './rules.ts';

const subjectOf = (id: string) => ({ kind: 'electionPeriod', id });

/** Adds a period to a structure. Throws `Invalid` with one sentence per field. Returns its id. */
export async function addElectionPeriod(tx: Tx, actor: Actor, draft: ElectionDraft): Promise<string> {
	const checked = check(draft);
	if (!canSetElections(actor, checked.structureId)) throw new Forbidden();
	const id = newId();
	await tx
		.insertInto('electionPeriod')
		.values({ id, ...checked, createdAt: now() })
		.execute();
	await audit(tx, actor, 'election.add', subjectOf(id), checked);
	return id;
}

/** Changes the ballot or the days of a period; it stays with its structure. */
export async function changeElectionPeriod(
	tx: Tx,
	actor: Actor,
	id: string,
	draft: Omit<ElectionDraft, 'structureId'>
): Promise<void> {
	const { structureId, ...before } = await getElectionPeriod(tx, id);
	if (!canSetElections(actor, structureId)) throw new Forbidden();
	const checked = check({ ...draft, structureId });
	await tx.updateTable('electionPeriod').set(checked).where('id', '=', id).execute();
	await audit(tx, actor, 'election.change', subjectOf(id), { from: before, to: checked });
}

/** Takes away a period that should not have been there; the audit keeps what it was. */
export async function removeElectionPeriod(tx: Tx, actor: Actor, id: string): Promise<void> {
	const { id: _id, ...period } = await getElectionPeriod(tx, id);
	if (!canSetElections(actor, period.structureId)) throw new Forbidden();
	await tx.deleteFrom('electionPeriod').where('id', '=', id).execute();
	await audit(tx, actor, 'election.remove', subjectOf(id), period);
}

function check(draft: ElectionDraft): Required<ElectionDraft> {
	const { draft: checked, faults } = completed(draft);
	const first = Object.values(faults)[0];
	if (first) throw new Invalid(first, faults);
	return checked;
}
