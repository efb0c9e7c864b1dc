import { createHash, randomBytes } from 'node:crypto';
import { findActor } from '#foundation/accounts/index.server.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { Forbidden, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { canReadCalendar } from './can.ts';

const subjectOf = (agentId: string) => ({ kind: 'calendarLink', id: agentId });
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** When somebody's living subscription was made; its address is told once and kept nowhere. */
export async function findCalendarLink(db: Db, agentId: string): Promise<{ createdAt: Instant } | undefined> {
	return db
		.selectFrom('calendarLink')
		.select('createdAt')
		.where('agentId', '=', agentId)
		.where('revokedAt', 'is', null)
		.executeTakeFirst();
}

/** A secret address for one's own calendar. Answers the only copy of its token; the one before stops working. */
export async function renewCalendarLink(tx: Tx, actor: AgentActor): Promise<{ token: string }> {
	if (!canReadCalendar(actor)) throw new Forbidden();
	await close(tx, actor.id);
	const token = randomBytes(24).toString('base64url');
	await tx
		.insertInto('calendarLink')
		.values({ id: hashOf(token), agentId: actor.id, createdAt: now(), revokedAt: null })
		.execute();
	await audit(tx, actor, 'calendarLink.renew', subjectOf(actor.id));
	return { token };
}

/** The address stops working at once. */
export async function revokeCalendarLink(tx: Tx, actor: AgentActor): Promise<void> {
	await close(tx, actor.id);
	await audit(tx, actor, 'calendarLink.revoke', subjectOf(actor.id));
}

const close = (tx: Tx, agentId: string) =>
	tx
		.updateTable('calendarLink')
		.set({ revokedAt: now() })
		.where('agentId', '=', agentId)
		.where('revokedAt', 'is', null)
		.execute();

/**
 * Whose calendar an address opens. Throws `NotFound` for one that was revoked or never was, and once the account is closed
 * or its owner has no desk any more: nothing tells these apart.
 */
export async function openCalendarLink(db: Db, token: string): Promise<AgentActor> {
	const link = await db
		.selectFrom('calendarLink')
		.select('agentId')
		.where('id', '=', hashOf(token))
		.where('revokedAt', 'is', null)
		.executeTakeFirst();
	const actor = link && (await findActor(db, link.agentId));
	if (!actor || !canReadCalendar(actor)) throw new NotFound('Ce calendrier n’existe pas, ou n’existe plus.');
	return actor;
}
