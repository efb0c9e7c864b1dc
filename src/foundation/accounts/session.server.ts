import { createHash } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Session } from './account.ts';
import type { AgentActor } from './actor.ts';
import { isWorthNoting, sessionEnd, sessionLimits } from './limits.ts';
import { loadSession, type SignedIn } from './signed-in.server.ts';
import type { SessionTable } from './tables.server.ts';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof luciaOn>;
		DatabaseSessionAttributes: { row: SessionTable };
		DatabaseUserAttributes: { actor: AgentActor };
	}
}

/** What the cookie holds is known to the browser only; the database keeps its SHA-256 in hexadecimal. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * lucia makes tokens and cookies and asks this adapter for the rest. How long a session lasts is ours (`limits.ts`, with
 * our clock), so lucia is told that one that has ended does not exist and that a living one never ends.
 */
const never = new Date(8_640_000_000_000_000);

function adapterOn(db: Db): Adapter {
	const asLucia = (row: SessionTable): DatabaseSession => ({
		id: row.id,
		userId: row.agentId,
		expiresAt: never,
		attributes: { row }
	});
	return {
		async getSessionAndUser(token) {
			const found = await loadSession(db, hashToken(token), now());
			if (!found) return [null, null];
			return [asLucia(found.session), { id: found.actor.id, attributes: { actor: found.actor } }];
		},
		async getUserSessions(agentId) {
			const rows = await db
				.selectFrom('session')
				.selectAll()
				.where('agentId', '=', agentId)
				.where('expiresAt', '>', now())
				.orderBy('lastSeenAt', 'desc')
				.execute();
			return rows.map(asLucia);
		},
		async setSession({ id, userId, attributes }) {
			await db
				.insertInto('session')
				.values({ ...attributes.row, id: hashToken(id), agentId: userId })
				.execute();
		},
		async updateSessionExpiration() {},
		async deleteSession(token) {
			await db.deleteFrom('session').where('id', '=', hashToken(token)).execute();
		},
		async deleteUserSessions(agentId) {
			await db.deleteFrom('session').where('agentId', '=', agentId).execute();
		},
		async deleteExpiredSessions() {
			await db.deleteFrom('session').where('expiresAt', '<=', now()).execute();
		}
	};
}

export const sessionCookieName = 'unisson_session';

/** The cookie outlives no session: the longest one lasts seven days. */
const luciaOn = (db: Db, secure = true) =>
	new Lucia(adapterOn(db), {
		sessionExpiresIn: new TimeSpan(7, 'd'),
		sessionCookie: { name: sessionCookieName, attributes: { secure, sameSite: 'lax', path: '/' } },
		getSessionAttributes: ({ row }) => ({ row }),
		getUserAttributes: ({ actor }) => ({ actor })
	});

const kept = new WeakMap<Db, ReturnType<typeof luciaOn>>();

function luciaFor(db: Db) {
	const known = kept.get(db) ?? luciaOn(db);
	kept.set(db, known);
	return known;
}

/** A cookie for SvelteKit's `cookies.set(name, value, attributes)`. */
export type SessionCookie = {
	name: string;
	value: string;
	attributes: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number };
};

/** The cookie that carries a token, or that takes it away when there is none. `secure` when the address is https. */
export function sessionCookie(db: Db, token: string | undefined, secure: boolean): SessionCookie {
	const lucia = luciaFor(db);
	const { name, value, attributes } = token ? lucia.createSessionCookie(token) : lucia.createBlankSessionCookie();
	return {
		name,
		value,
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: attributes.maxAge ?? 0 }
	};
}

/** Opens a session and answers the only copy of its token. Clears away those that have ended. */
export async function openSession(db: Db, actor: AgentActor, userAgent: string): Promise<string> {
	const at = now();
	const row: SessionTable = {
		id: '',
		agentId: actor.id,
		structureId: actor.structures[0] ?? null,
		createdAt: at,
		lastSeenAt: at,
		expiresAt: sessionEnd(at, at, sessionLimits(actor.grants)),
		userAgent: userAgent.slice(0, 300)
	};
	const lucia = luciaFor(db);
	await lucia.deleteExpiredSessions();
	return (await lucia.createSession(actor.id, { row })).id;
}

/**
 * Who is signed in with this token, in one query; undefined when the session has ended or its owner has left. Coming
 * back makes the session last: that is written down at most once a minute.
 */
export async function findSession(db: Db, token: string): Promise<SignedIn | undefined> {
	const { session, user } = await luciaFor(db).validateSession(token);
	if (!session || !user) return undefined;
	const { row } = session;
	const at = now();
	if (!isWorthNoting(row.lastSeenAt, at)) return { session: row, actor: user.actor };
	const expiresAt = sessionEnd(row.createdAt, at, sessionLimits(user.actor.grants));
	await db.updateTable('session').set({ lastSeenAt: at, expiresAt }).where('id', '=', row.id).execute();
	return { session: { ...row, lastSeenAt: at, expiresAt }, actor: user.actor };
}

/** Where an agent is signed in, the last seen first. */
export async function listSessions(db: Db, agentId: string): Promise<Session[]> {
	return (await luciaFor(db).getUserSessions(agentId)).map((session) => session.row);
}

export const closeSession = (db: Db, token: string): Promise<void> => luciaFor(db).invalidateSession(token);

/** Ends every session of an agent, or all but the one kept by its id. */
export async function closeSessions(db: Db, agentId: string, keptId?: string): Promise<void> {
	if (!keptId) return luciaFor(db).invalidateUserSessions(agentId);
	await db.deleteFrom('session').where('agentId', '=', agentId).where('id', '!=', keptId).execute();
}
