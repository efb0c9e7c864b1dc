import { listPeople } from '#foundation/accounts/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit, listAudit } from '#foundation/audit/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { Conflict, Forbidden, Invalid } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { canSetRemit } from './can.ts';
import { getRemit } from './queries.server.ts';
import { remitFaults } from './rules.ts';
import type { Remit, RemitDraft } from './section.ts';

type Place = Pick<Remit, 'sectionId' | 'structureId'>;
const subjectOf = ({ sectionId, structureId }: Place) => ({ kind: 'remit', id: `${sectionId}/${structureId}` });

/**
 * Writes one cell of the remit grid, with all its people; what it held before stays in the audit, so that it can be
 * given back. Throws `Invalid` by field.
 */
export async function setRemit(tx: Tx, actor: Actor, unchecked: RemitDraft): Promise<void> {
	if (!canSetRemit(actor, unchecked.structureId)) throw new Forbidden();
	const draft = await checked(tx, unchecked);
	const before = draftOf(await getRemit(tx, draft.sectionId, draft.structureId));
	await writeCell(tx, draft);
	const { stance, people } = draft;
	await audit(tx, actor, 'remit.set', subjectOf(draft), { stance, people, before });
}

/** The last change of a cell, when it can be undone: who made it, when, and what the cell held before. */
export type RemitChange = { id: string; actor: string | null; at: Instant; before: RemitDraft };

export async function findRemitChange(db: Db, place: Place): Promise<RemitChange | undefined> {
	const [last] = await listAudit(db, subjectOf(place), 1);
	const before = last?.detail.before as RemitDraft | undefined;
	return last && before && { id: last.id, actor: last.actor, at: last.at, before };
}

/**
 * Gives a cell back what it held before one change. Throws `Conflict` when somebody has written it again since. People
 * who have left meanwhile are not brought back.
 */
export async function undoRemit(tx: Tx, actor: Actor, place: Place, changeId: string): Promise<void> {
	const change = await findRemitChange(tx, place);
	if (!change || change.id !== changeId)
		throw new Conflict('Cette case a été modifiée depuis : regardez ce qu’elle dit avant de la reprendre.');
	await setRemit(tx, actor, change.before);
}

const draftOf = ({ people, ...cell }: Remit): RemitDraft => ({
	...cell,
	people: people.map(({ agentId, duty }) => ({ agentId, duty }))
});

/** Without doubles, without those who have left, and without anybody where the structure has no part in the section. */
async function checked(tx: Tx, draft: RemitDraft): Promise<RemitDraft> {
	const angle = draft.stance === 'none' ? '' : draft.angle.replace(/\s+/g, ' ').trim();
	const once = new Map(draft.people.map((person) => [`${person.agentId} ${person.duty}`, person]));
	const wanted = draft.stance === 'none' ? [] : [...once.values()];
	const present = new Set(
		(
			await listPeople(
				tx,
				wanted.map(({ agentId }) => agentId)
			)
		).map(({ id }) => id)
	);
	const people = wanted.filter(({ agentId }) => present.has(agentId));
	const faults = remitFaults({ ...draft, angle, people });
	const [first] = Object.values(faults);
	if (first) throw new Invalid(first, faults);
	return { ...draft, angle, people };
}

async function writeCell(tx: Tx, { people, ...cell }: RemitDraft): Promise<void> {
	const { sectionId, structureId, stance, angle } = cell;
	await tx
		.insertInto('remit')
		.values({ sectionId, structureId, stance, angle })
		.onConflict((conflict) => conflict.columns(['sectionId', 'structureId']).doUpdateSet({ stance, angle }))
		.execute();
	await tx
		.deleteFrom('remitPerson')
		.where('sectionId', '=', sectionId)
		.where('structureId', '=', structureId)
		.execute();
	if (people.length === 0) return;
	const rows = people.map(({ agentId, duty }) => ({ sectionId, structureId, agentId, duty }));
	await tx.insertInto('remitPerson').values(rows).execute();
}
