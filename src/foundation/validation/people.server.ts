import type { Actor } from '#foundation/accounts/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { ValidationStepTable } from './tables.server.ts';
import type { Approver, Validation } from './validation.ts';

export type Person = { id: string; name: string };
type Asked = Pick<ValidationStepTable, 'id' | 'approver' | 'substituteId' | 'substitutedAt'>;

/** Who may decide each of some steps today, by step id: people who have left or whose account is closed are not there. */
export async function peopleOf(db: Db, steps: Asked[]): Promise<Map<string, Person[]>> {
	if (steps.length === 0) return new Map();
	const find = await finder(db);
	return new Map(
		steps.map((step) => {
			const approvers = find(readJson<Approver>(step.approver));
			// Where nobody is left to decide, the substitute need not wait for the delay to pass.
			const isSubstituted = step.substitutedAt !== null || approvers.length === 0;
			const substitute = isSubstituted && step.substituteId ? find({ kind: 'agent', agentId: step.substituteId }) : [];
			return [step.id, [...approvers, ...substitute.filter(({ id }) => !approvers.some((one) => one.id === id))]];
		})
	);
}

/** Answers who an approver is, from three queries made once. */
export async function finder(db: Db): Promise<(approver: Approver) => Person[]> {
	const today = dayOf(now());
	const agents = await db
		.selectFrom('agent')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.select(['agent.id', 'firstName', 'lastName'])
		.where('account.disabledAt', 'is', null)
		.where((eb) => eb.or([eb('agent.leftOn', 'is', null), eb('agent.leftOn', '>=', today)]))
		.orderBy('lastName')
		.execute();
	const grants = await db.selectFrom('roleGrant').select(['agentId', 'role', 'scopeKind', 'scopeId']).execute();
	const cells = await db.selectFrom('remitPerson').selectAll().where('duty', '=', 'approves').execute();
	const named = (ids: Set<string>): Person[] =>
		agents
			.filter(({ id }) => ids.has(id))
			.map(({ id, firstName, lastName }) => ({ id, name: `${firstName} ${lastName}` }));
	return (approver) => {
		switch (approver.kind) {
			case 'agent':
				return named(new Set([approver.agentId]));
			case 'remit': {
				const { sectionId, structureId } = approver;
				const there = cells.filter((cell) => cell.sectionId === sectionId && cell.structureId === structureId);
				return named(new Set(there.map(({ agentId }) => agentId)));
			}
			case 'role': {
				const { role, structureId, sectionId } = approver;
				const holders = grants.filter(
					(grant) =>
						grant.role === role &&
						(grant.scopeKind === 'everything' ||
							(grant.scopeKind === 'structure' && grant.scopeId === structureId) ||
							(grant.scopeKind === 'section' && grant.scopeId === sectionId))
				);
				return named(new Set(holders.map(({ agentId }) => agentId)));
			}
		}
	};
}

/** Whether one of its steps names him, as approver or as substitute, or he asked for it or decided something in it. */
export async function isConcerned(
	db: Db,
	actor: Actor,
	{ steps, decisions, openedBy }: Pick<Validation, 'steps' | 'decisions' | 'openedBy'>
): Promise<boolean> {
	if (actor.kind !== 'agent') return false;
	if (openedBy?.id === actor.id || decisions.some(({ by }) => by?.id === actor.id)) return true;
	const find = await finder(db);
	return steps.some(
		({ approver, substituteId }) => substituteId === actor.id || find(approver).some(({ id }) => id === actor.id)
	);
}

/** Names of agents by id, those who have left included. */
export async function namesOf(db: Db, ids: (string | null)[]): Promise<Map<string, Person>> {
	const wanted = [...new Set(ids.filter((id) => id !== null))];
	if (wanted.length === 0) return new Map();
	const rows = await db.selectFrom('agent').select(['id', 'firstName', 'lastName']).where('id', 'in', wanted).execute();
	return new Map(rows.map(({ id, firstName, lastName }) => [id, { id, name: `${firstName} ${lastName}`.trim() }]));
}
