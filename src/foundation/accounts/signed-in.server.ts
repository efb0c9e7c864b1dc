import type { CompiledQuery } from 'kysely';
import { dayOf, type Instant } from '#kernel/dates.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Session } from './account.ts';
import type { AgentActor, Grant, Scope } from './actor.ts';

/** A living session and who it belongs to. */
export type SignedIn = { session: Session; actor: AgentActor };

/**
 * One row per membership and grant of the session's agent: a handful, and the whole answer in one query. It runs for
 * each request, so its text is made once per handle.
 */
const query = (db: Db) =>
	db
		.selectFrom('session')
		.innerJoin('agent', 'agent.id', 'session.agentId')
		.innerJoin('account', 'account.agentId', 'session.agentId')
		.leftJoin('membership', 'membership.agentId', 'session.agentId')
		.leftJoin('roleGrant', 'roleGrant.agentId', 'session.agentId')
		.selectAll('session')
		.select([
			'agent.firstName',
			'agent.lastName',
			'agent.leftOn',
			'account.disabledAt',
			'membership.structureId as memberOf',
			'roleGrant.id as grantId',
			'roleGrant.role',
			'roleGrant.scopeKind',
			'roleGrant.scopeId'
		])
		.where('session.id', '=', '')
		.orderBy('membership.position')
		.orderBy('roleGrant.id')
		.compile();

type Row = typeof query extends (db: Db) => CompiledQuery<infer R> ? R : never;

const compiled = new WeakMap<Db, CompiledQuery<Row>>();

/** The session of this hash, unless it has ended, its account is closed or its owner has left by `at`. */
export async function loadSession(db: Db, id: string, at: Instant): Promise<SignedIn | undefined> {
	const text = compiled.get(db) ?? query(db);
	compiled.set(db, text);
	const asked: CompiledQuery<Row> = { ...text, parameters: [id] };
	const { rows } = await db.executeQuery(asked);
	const row = rows[0];
	if (!row || row.expiresAt <= at || row.disabledAt !== null) return undefined;
	if (row.leftOn !== null && row.leftOn < dayOf(at)) return undefined;
	const { agentId, structureId, createdAt, lastSeenAt, expiresAt, userAgent } = row;
	return {
		session: { id, agentId, structureId, createdAt, lastSeenAt, expiresAt, userAgent },
		actor: { kind: 'agent', id: agentId, name: `${row.firstName} ${row.lastName}`.trim(), ...placesOf(rows) }
	};
}

/** The chosen structure first, then the others in their own order; each grant once. */
function placesOf(rows: Row[]): Pick<AgentActor, 'structures' | 'grants'> {
	const structures = new Set(rows.map((row) => row.memberOf).filter((id) => id !== null));
	const chosen = rows[0]?.structureId;
	const grants = new Map<string, Grant>();
	for (const { grantId, role, scopeKind, scopeId } of rows)
		if (grantId && role && scopeKind) grants.set(grantId, { role, scope: scopeOf(scopeKind, scopeId) });
	const first = chosen && structures.has(chosen) ? [chosen] : [];
	return { structures: [...new Set([...first, ...structures])], grants: [...grants.values()] };
}

export const scopeOf = (kind: Scope['kind'], id: string | null): Scope =>
	kind === 'everything' || id === null ? { kind: 'everything' } : { kind, id };
