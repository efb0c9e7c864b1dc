import { randomBytes } from 'node:crypto';
import { audit } from '#foundation/audit/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { isOpen, type Agent } from './account.ts';
import { operator, type Actor, type AgentActor } from './actor.ts';
import { agentDoor, knock } from './attempts.server.ts';
import { canManageAccount } from './can.ts';
import { createAgent } from './commands.server.ts';
import { accountDoor } from './limits.ts';
import { hashPassword, verifyPassword } from './password.server.ts';
import { findActor, getAgent } from './queries.server.ts';
import { passwordFaults, type PasswordOwner } from './rules.ts';
import { closeSessions, hashToken } from './session.server.ts';
import { enter } from './sign-in.server.ts';

const day = 86_400_000;

/** A link that opens once: `agent` is null for the first administrator, who gives his name with his password. */
export type AccountLink = { purpose: 'first-admin' | 'password'; agent: Agent | null; expiresAt: Instant };

/**
 * A one-time link with which somebody chooses a first password, or another one when it is forgotten: seven days.
 * Answers the only copy of its token; earlier links of the same person stop working.
 */
export async function inviteAgent(
	tx: Tx,
	actor: Actor,
	agentId: string
): Promise<{ token: string; expiresAt: Instant }> {
	const agent = await getAgent(tx, agentId);
	const structures = agent.memberships.map(({ structureId }) => structureId);
	if (!canManageAccount(actor, structures)) throw new Forbidden();
	await tx.deleteFrom('accountLink').where('agentId', '=', agentId).where('usedAt', 'is', null).execute();
	const link = await makeLink(tx, 'password', agentId, 7 * day);
	await audit(tx, actor, 'account.invite', { kind: 'agent', id: agentId }, { expiresAt: link.expiresAt });
	return link;
}

/** For `first-admin.server.ts`: a link that belongs to nobody yet, and lasts one day. */
export async function inviteFirstAdmin(tx: Tx): Promise<{ token: string; expiresAt: Instant }> {
	await tx.deleteFrom('accountLink').where('purpose', '=', 'first-admin').execute();
	return makeLink(tx, 'first-admin', null, day);
}

async function makeLink(tx: Tx, purpose: AccountLink['purpose'], agentId: string | null, lasts: number) {
	const token = randomBytes(24).toString('base64url');
	const createdAt = now();
	const expiresAt = new Date(Date.parse(createdAt) + lasts).toISOString();
	await tx
		.insertInto('accountLink')
		.values({ id: hashToken(token), purpose, agentId, createdAt, expiresAt, usedAt: null })
		.execute();
	return { token, expiresAt };
}

/** Throws `NotFound` for a link that was used, has expired, or never was: the three are told apart by nothing. */
export async function getLink(db: Db, token: string): Promise<AccountLink> {
	const row = await db
		.selectFrom('accountLink')
		.selectAll()
		.where('id', '=', hashToken(token))
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', now())
		.executeTakeFirst();
	const agent = row?.agentId ? await getAgent(db, row.agentId) : null;
	if (!row || (agent && !isOpen(agent, now())))
		throw new NotFound('Ce lien a déjà servi, ou il a expiré. Demandez-en un autre à l’administration.');
	return { purpose: row.purpose, agent, expiresAt: row.expiresAt };
}

/** `person` is asked of the first administrator only. */
export type PasswordChoice = {
	password: string;
	person?: { firstName: string; lastName: string; email: string };
	userAgent: string;
};

/**
 * Takes the password that a one-time link allows, uses the link up, ends every earlier session and signs in. Answers the
 * session's token. Throws `NotFound`, `Invalid` by field. Hashing happens before the transaction: `db` is the outer handle.
 */
export async function choosePassword(db: Db, token: string, choice: PasswordChoice): Promise<string> {
	const link = await getLink(db, token);
	checkPassword(choice.password, link.agent ? await ownerOf(db, link.agent) : firstAdmin(choice.person));
	const passwordHash = await hashPassword(choice.password);
	return db.transaction().execute(async (tx) => {
		await useUp(tx, token);
		const agentId = link.agent?.id ?? (await addFirstAdmin(tx, choice.person)).id;
		await tx.updateTable('account').set({ passwordHash }).where('agentId', '=', agentId).execute();
		await tx.deleteFrom('signInTally').where('door', '=', agentDoor(agentId)).execute();
		await closeSessions(tx, agentId);
		const actor = await findActor(tx, agentId);
		if (!actor) throw new NotFound();
		await audit(tx, actor, 'account.choosePassword', { kind: 'agent', id: agentId });
		return enter(tx, actor, choice.userAgent);
	});
}

/** One winner, even when the form is sent twice at once. */
async function useUp(tx: Tx, token: string): Promise<void> {
	const { numUpdatedRows } = await tx
		.updateTable('accountLink')
		.set({ usedAt: now() })
		.where('id', '=', hashToken(token))
		.where('usedAt', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new NotFound('Ce lien a déjà servi. Demandez-en un autre à l’administration.');
}

const blank = { firstName: '', lastName: '', email: '' };

/** He belongs to every structure that exists already. */
async function addFirstAdmin(tx: Tx, person: PasswordChoice['person'] = blank) {
	const memberships = (await listStructures(tx)).map(({ id }) => ({ structureId: id }));
	const grants = [{ role: 'admin' as const, scope: { kind: 'everything' as const } }];
	return createAgent(tx, operator, { ...person, jobTitle: 'Administration', memberships, grants });
}

const firstAdmin = (person: PasswordChoice['person'] = blank): PasswordOwner => ({
	isAdmin: true,
	names: [person.firstName, person.lastName, person.email],
	structures: []
});

/**
 * Changes one's own password and signs out everywhere else. Throws `Invalid` by field (`current`, `password`). Wrong
 * guesses of the present one are counted like those of the sign-in page. `db` is the outer handle.
 */
export async function changePassword(
	db: Db,
	actor: AgentActor,
	change: { current: string; password: string; sessionId: string }
): Promise<void> {
	const { passwordHash } = await db
		.selectFrom('account')
		.select('passwordHash')
		.where('agentId', '=', actor.id)
		.executeTakeFirstOrThrow();
	const own = agentDoor(actor.id);
	if (await knock(db, [{ key: own, policy: accountDoor }]))
		throw invalid('current', 'Trop d’essais : attendez un quart d’heure.');
	if (!(await verifyPassword(passwordHash, change.current)))
		throw invalid('current', 'Ce n’est pas votre mot de passe actuel.');
	checkPassword(change.password, await ownerOf(db, await getAgent(db, actor.id)));
	const next = await hashPassword(change.password);
	await db.transaction().execute(async (tx) => {
		await tx.updateTable('account').set({ passwordHash: next }).where('agentId', '=', actor.id).execute();
		await tx.deleteFrom('signInTally').where('door', '=', own).execute();
		await tx.deleteFrom('accountLink').where('agentId', '=', actor.id).where('usedAt', 'is', null).execute();
		await closeSessions(tx, actor.id, change.sessionId);
		await audit(tx, actor, 'account.changePassword', { kind: 'agent', id: actor.id });
	});
}

const invalid = (field: string, message: string) => new Invalid(message, { [field]: message });

function checkPassword(password: string, owner: PasswordOwner): void {
	const faults = passwordFaults(password, owner);
	if (faults.length > 0) throw invalid('password', faults.join(' '));
}

async function ownerOf(db: Db, agent: Agent): Promise<PasswordOwner> {
	const own = new Set(agent.memberships.map(({ structureId }) => structureId));
	const structures = (await listStructures(db)).filter(({ id }) => own.has(id)).map(({ name }) => name);
	const names = [agent.firstName, agent.lastName, agent.email, agent.staffNumber];
	return { isAdmin: agent.grants.some((grant) => grant.role === 'admin'), names, structures };
}
