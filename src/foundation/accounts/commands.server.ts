import { audit } from '#foundation/audit/index.server.ts';
import { dayOf, type Day } from '#kernel/dates.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { isOpen, type Agent, type AgentDraft, type Membership } from './account.ts';
import type { Actor, AgentActor, Grant } from './actor.ts';
import { canGrant, canManageAccount } from './can.ts';
import { checkAgent } from './input.ts';
import { getAgent, listAgents } from './queries.server.ts';
import { eraseOwnAddress } from './own-address.server.ts';
import { closeSessions } from './session.server.ts';

const subjectOf = (agentId: string) => ({ kind: 'agent', id: agentId });
const structuresOf = (agent: Pick<Agent, 'memberships'>) => agent.memberships.map(({ structureId }) => structureId);

/**
 * Adds a person with an account. Without `passwordHash` the password is chosen by a one-time link (`inviteAgent`).
 * Throws `Invalid` by field, `Conflict` for an identifier that is taken.
 */
export async function createAgent(tx: Tx, actor: Actor, draft: AgentDraft): Promise<{ id: string }> {
	const { firstName, lastName, jobTitle, email, staffNumber, memberships, grants } = checkAgent(draft);
	const structures = memberships.map(({ structureId }) => structureId);
	if (!canManageAccount(actor, structures) || !grants.every((grant) => canGrant(actor, grant))) throw new Forbidden();
	await refuseTaken(tx, email, staffNumber);
	const id = newId();
	await tx.insertInto('agent').values({ id, firstName, lastName, jobTitle, createdAt: now(), leftOn: null }).execute();
	await tx
		.insertInto('account')
		.values({
			agentId: id,
			email,
			staffNumber,
			passwordHash: draft.passwordHash ?? null,
			lastSignInAt: null,
			disabledAt: null
		})
		.execute();
	for (const [position, { structureId, serviceId = null }] of memberships.entries())
		await tx.insertInto('membership').values({ agentId: id, structureId, serviceId, position }).execute();
	await audit(tx, actor, 'account.create', subjectOf(id), { structures });
	for (const grant of grants) await grantRole(tx, actor, id, grant);
	return { id };
}

async function refuseTaken(tx: Tx, email: string | null, staffNumber: string | null): Promise<void> {
	const taken = async (column: 'email' | 'staffNumber', value: string | null) =>
		value && (await tx.selectFrom('account').select('agentId').where(column, '=', value).executeTakeFirst());
	if (await taken('email', email)) throw new Conflict(`L’adresse « ${email} » a déjà un compte.`);
	if (await taken('staffNumber', staffNumber)) throw new Conflict(`Le matricule « ${staffNumber} » a déjà un compte.`);
}

/** Gives a role at a place. Giving it twice changes nothing. */
export async function grantRole(tx: Tx, actor: Actor, agentId: string, grant: Grant): Promise<void> {
	const agent = await getAgent(tx, agentId);
	if (!canGrant(actor, grant)) throw new Forbidden();
	if (agent.grants.some((held) => isSame(held, grant))) return;
	const scopeId = grant.scope.kind === 'everything' ? null : grant.scope.id;
	await tx
		.insertInto('roleGrant')
		.values({
			id: newId(),
			agentId,
			role: grant.role,
			scopeKind: grant.scope.kind,
			scopeId,
			grantedBy: actor.kind === 'agent' ? actor.id : null,
			grantedAt: now()
		})
		.execute();
	await audit(tx, actor, 'account.grant', subjectOf(agentId), grant);
}

/** Takes a role back, at once: rights are read again at each request. Throws `NotFound` when it is not held. */
export async function revokeRole(tx: Tx, actor: Actor, agentId: string, grant: Grant): Promise<void> {
	const agent = await getAgent(tx, agentId);
	const held = agent.grants.find((one) => isSame(one, grant));
	if (!held) throw new NotFound('Ce rôle n’est pas attribué.');
	if (!canGrant(actor, grant)) throw new Forbidden();
	if (isSame(grant, overall)) await refuseLastAdministrator(tx, agent);
	await tx.deleteFrom('roleGrant').where('id', '=', held.id).execute();
	await audit(tx, actor, 'account.revoke', subjectOf(agentId), grant);
}

const isSame = (a: Grant, b: Grant): boolean =>
	a.role === b.role &&
	a.scope.kind === b.scope.kind &&
	(a.scope.kind === 'everything' || b.scope.kind === 'everything' || a.scope.id === b.scope.id);

/** Closes an account at once, on every device. What its owner wrote stays. */
export async function disableAccount(tx: Tx, actor: Actor, agentId: string): Promise<void> {
	const agent = await getAgent(tx, agentId);
	if (!canManageAccount(actor, structuresOf(agent))) throw new Forbidden();
	await refuseLastAdministrator(tx, agent);
	await tx.updateTable('account').set({ disabledAt: now() }).where('agentId', '=', agentId).execute();
	await closeSessions(tx, agentId);
	await eraseOwnAddress(tx, agentId);
	await audit(tx, actor, 'account.disable', subjectOf(agentId));
}

/** Opens again an account that was closed by hand. */
export async function enableAccount(tx: Tx, actor: Actor, agentId: string): Promise<void> {
	const agent = await getAgent(tx, agentId);
	if (!canManageAccount(actor, structuresOf(agent))) throw new Forbidden();
	await tx.updateTable('account').set({ disabledAt: null }).where('agentId', '=', agentId).execute();
	await audit(tx, actor, 'account.enable', subjectOf(agentId));
}

/**
 * Writes down somebody's last day of work; null when he stays after all. From the next day the account is closed,
 * whether or not anything runs that day; a day that is past closes it at once, on every device.
 */
export async function recordDeparture(tx: Tx, actor: Actor, agentId: string, lastDay: Day | null): Promise<void> {
	const agent = await getAgent(tx, agentId);
	if (!canManageAccount(actor, structuresOf(agent))) throw new Forbidden();
	if (lastDay !== null && !/^\d{4}-\d{2}-\d{2}$/.test(lastDay))
		throw new Invalid('Le dernier jour s’écrit AAAA-MM-JJ.', { lastDay: 'Le dernier jour s’écrit AAAA-MM-JJ.' });
	if (lastDay !== null) await refuseLastAdministrator(tx, agent);
	await tx.updateTable('agent').set({ leftOn: lastDay }).where('id', '=', agentId).execute();
	if (lastDay !== null && lastDay < dayOf(now())) {
		await closeSessions(tx, agentId);
		await eraseOwnAddress(tx, agentId);
	}
	await audit(tx, actor, 'account.recordDeparture', subjectOf(agentId), { lastDay });
}

/** An installation keeps somebody who administers everything. */
async function refuseLastAdministrator(tx: Tx, agent: Agent): Promise<void> {
	if (!agent.grants.some((grant) => isSame(grant, overall))) return;
	const agents = await listAgents(tx);
	const others = agents.filter((other) => other.id !== agent.id && other.leftOn === null && isOpen(other, now()));
	if (!others.some((other) => other.grants.some((grant) => isSame(grant, overall))))
		throw new Conflict('C’est la dernière personne à tout administrer : donnez d’abord ce rôle à une autre.');
}

const overall: Grant = { role: 'admin', scope: { kind: 'everything' } };

/** Somebody works for a structure, beside the others he already works for. */
export async function joinStructure(tx: Tx, actor: Actor, agentId: string, place: Membership): Promise<void> {
	const agent = await getAgent(tx, agentId);
	if (!canManageAccount(actor, [place.structureId])) throw new Forbidden();
	await tx
		.insertInto('membership')
		.values({ agentId, ...place, position: agent.memberships.length })
		.onConflict((conflict) => conflict.columns(['agentId', 'structureId']).doUpdateSet({ serviceId: place.serviceId }))
		.execute();
	await audit(tx, actor, 'account.join', subjectOf(agentId), place);
}

/** Somebody no longer works for a structure, and no longer reads what it says to its agents. */
export async function leaveStructure(tx: Tx, actor: Actor, agentId: string, structureId: string): Promise<void> {
	await getAgent(tx, agentId);
	if (!canManageAccount(actor, [structureId])) throw new Forbidden();
	await tx.deleteFrom('membership').where('agentId', '=', agentId).where('structureId', '=', structureId).execute();
	await audit(tx, actor, 'account.leave', subjectOf(agentId), { structureId });
}

/** Chooses the structure as which one reads, in this session. Throws `NotFound` for one that is not one's own. */
export async function switchStructure(
	tx: Tx,
	actor: AgentActor,
	sessionId: string,
	structureId: string
): Promise<void> {
	if (!actor.structures.includes(structureId)) throw new NotFound();
	await tx
		.updateTable('session')
		.set({ structureId })
		.where('id', '=', sessionId)
		.where('agentId', '=', actor.id)
		.execute();
}
