import { audit } from '#foundation/audit/index.server.ts';
import { clockTime, type Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { isOpen, plainIdentifier } from './account.ts';
import { anonymous, type Actor, type AgentActor } from './actor.ts';
import { isDemoAccount } from './demo.ts';
import { agentDoor, forgetTallies, knock, strangerDoor, welcome, type Door } from './attempts.server.ts';
import { accountDoor, sourceDoor } from './limits.ts';
import { verifyPassword } from './password.server.ts';
import { findActor } from './queries.server.ts';
import { closeSession, closeSessions, findSession, openSession } from './session.server.ts';

export type SignInAttempt = {
	/** E-mail address or staff number, as typed. */
	identifier: string;
	password: string;
	/** Made by `sourceOf`. */
	source: string;
	userAgent: string;
	/** The installation's secret: identifiers that nobody has are counted by their keyed hash. */
	secret: string;
	/** Whether the accounts of the demo, whose password everyone knows, open here. */
	isDemo: boolean;
};

/** Signed in, or one French sentence that does not say whether the account exists. */
export type SignInResult =
	| { isSignedIn: true; token: string; actor: AgentActor }
	| { isSignedIn: false; message: string; retryAt: Instant | null };

/**
 * Opens a session for whoever knows the password. An unknown identifier, a wrong password, a closed account and one
 * without a password get the same answer after the same work, and are locked alike after ten attempts (C55).
 * Hashing happens outside any transaction: `db` is the outer handle.
 */
export async function signIn(db: Db, attempt: SignInAttempt): Promise<SignInResult> {
	const identifier = plainIdentifier(attempt.identifier);
	const account = await findAccount(db, identifier);
	const own: Door = {
		key: account ? agentDoor(account.agentId) : strangerDoor(attempt.secret, identifier),
		policy: accountDoor
	};
	const locked = await knock(db, [{ key: attempt.source, policy: sourceDoor }, own]);
	if (locked) return refused(`Trop d’essais. Réessayez à partir de ${clockTime(nextMinute(locked))}.`, locked);
	const isRight = await verifyPassword(account?.passwordHash ?? null, attempt.password);
	const isShut = !account || !isOpen(account, now()) || (isDemoAccount(account) && !attempt.isDemo);
	if (isShut || !isRight) {
		await noteRefusal(db, account?.agentId);
		return refused('Identifiant ou mot de passe incorrect.');
	}
	return db.transaction().execute(async (tx) => {
		const actor = await findActor(tx, account.agentId);
		if (!actor) return refused('Identifiant ou mot de passe incorrect.');
		await welcome(tx, own.key, attempt.source);
		await forgetTallies(tx, accountDoor);
		return { isSignedIn: true, token: await enter(tx, actor, attempt.userAgent), actor };
	});
}

/** Opens a session for an agent who has just proved who he is, and writes it down. */
export async function enter(tx: Tx, actor: AgentActor, userAgent: string): Promise<string> {
	const token = await openSession(tx, actor, userAgent);
	await tx.updateTable('account').set({ lastSignInAt: now() }).where('agentId', '=', actor.id).execute();
	await audit(tx, actor, 'account.signIn', { kind: 'agent', id: actor.id });
	return token;
}

/** Ends the session of this token. Says nothing when there is none. */
export async function signOut(tx: Tx, token: string): Promise<void> {
	const signedIn = await findSession(tx, token);
	if (!signedIn) return;
	await closeSession(tx, token);
	await audit(tx, signedIn.actor, 'account.signOut', { kind: 'agent', id: signedIn.actor.id });
}

/** Ends every session of one's own, this one included. */
export async function signOutEverywhere(tx: Tx, actor: AgentActor): Promise<void> {
	await closeSessions(tx, actor.id);
	await audit(tx, actor, 'account.signOutEverywhere', { kind: 'agent', id: actor.id });
}

const refused = (message: string, retryAt: Instant | null = null): SignInResult => ({
	isSignedIn: false,
	message,
	retryAt
});

const nextMinute = (instant: Instant): Instant =>
	new Date(Math.ceil(Date.parse(instant) / 60_000) * 60_000).toISOString();

/** A refusal is written for strangers too: without what they typed, and so that both take as long. */
async function noteRefusal(db: Db, agentId: string | undefined): Promise<void> {
	const nobody: Actor = anonymous;
	await audit(db, nobody, 'account.refuse', { kind: 'agent', id: agentId ?? 'unknown' });
}

function findAccount(db: Db, identifier: string) {
	return db
		.selectFrom('account')
		.innerJoin('agent', 'agent.id', 'account.agentId')
		.select(['account.agentId', 'account.email', 'account.passwordHash', 'account.disabledAt', 'agent.leftOn'])
		.where(identifier.includes('@') ? 'account.email' : 'account.staffNumber', '=', identifier)
		.executeTakeFirst();
}
