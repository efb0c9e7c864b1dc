import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { fullName, isOpen, plainIdentifier, type Agent, type HeldGrant, type Membership } from './account.ts';
import type { AgentActor } from './actor.ts';
import { now } from '#platform/clock.ts';
import { scopeOf } from './signed-in.server.ts';

/** Agents in the order of their names, those who have left included. */
export async function listAgents(db: Db, filter: { structureId?: string } = {}): Promise<Agent[]> {
	let query = agents(db).orderBy('agent.lastName').orderBy('agent.firstName');
	const { structureId } = filter;
	if (structureId)
		query = query.where((eb) =>
			eb.exists(
				eb
					.selectFrom('membership')
					.select('membership.agentId')
					.whereRef('membership.agentId', '=', 'agent.id')
					.where('membership.structureId', '=', structureId)
			)
		);
	return complete(db, await query.execute());
}

/** Throws `NotFound`. */
export async function getAgent(db: Db, id: string): Promise<Agent> {
	const [agent] = await complete(db, await agents(db).where('agent.id', '=', id).execute());
	if (!agent) throw new NotFound('Ce compte n’existe pas.');
	return agent;
}

/** By e-mail address or staff number, as typed. */
export async function findAgent(db: Db, identifier: string): Promise<Agent | undefined> {
	const plain = plainIdentifier(identifier);
	const column = plain.includes('@') ? 'account.email' : 'account.staffNumber';
	const [agent] = await complete(db, await agents(db).where(column, '=', plain).execute());
	return agent;
}

/** An agent as the one who acts; undefined when the account is closed. */
export async function findActor(db: Db, agentId: string): Promise<AgentActor | undefined> {
	const [agent] = await complete(db, await agents(db).where('agent.id', '=', agentId).execute());
	if (!agent || !isOpen(agent, now())) return undefined;
	return {
		kind: 'agent',
		id: agent.id,
		name: fullName(agent),
		structures: agent.memberships.map((membership) => membership.structureId),
		grants: agent.grants.map(({ role, scope }) => ({ role, scope }))
	};
}

export async function countAccounts(db: Db): Promise<number> {
	const { many } = await db
		.selectFrom('account')
		.select((eb) => eb.fn.countAll().as('many'))
		.executeTakeFirstOrThrow();
	return Number(many);
}

const agents = (db: Db) =>
	db
		.selectFrom('agent')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.select([
			'agent.id',
			'agent.firstName',
			'agent.lastName',
			'agent.jobTitle',
			'agent.leftOn',
			'account.email',
			'account.staffNumber',
			'account.disabledAt',
			'account.lastSignInAt'
		])
		.select((eb) => eb.case().when('account.passwordHash', 'is', null).then(0).else(1).end().as('hasPassword'));

type Row = Awaited<ReturnType<ReturnType<typeof agents>['execute']>>[number];

/** Memberships and grants of all in two queries, whatever the number of agents. */
async function complete(db: Db, rows: Row[]): Promise<Agent[]> {
	if (rows.length === 0) return [];
	const only = rows.length === 1 ? rows[0]?.id : undefined;
	let memberships = db.selectFrom('membership').selectAll().orderBy('position');
	let grants = db.selectFrom('roleGrant').selectAll().orderBy('id');
	if (only) {
		memberships = memberships.where('agentId', '=', only);
		grants = grants.where('agentId', '=', only);
	}
	const membershipsOf = Map.groupBy(await memberships.execute(), (row) => row.agentId);
	const grantsOf = Map.groupBy(await grants.execute(), (row) => row.agentId);
	return rows.map((row) => ({
		...row,
		hasPassword: Number(row.hasPassword) === 1,
		memberships: (membershipsOf.get(row.id) ?? []).map(({ structureId, serviceId }): Membership => ({
			structureId,
			serviceId
		})),
		grants: (grantsOf.get(row.id) ?? []).map(({ id, role, scopeKind, scopeId }): HeldGrant => ({
			id,
			role,
			scope: scopeOf(scopeKind, scopeId)
		}))
	}));
}
