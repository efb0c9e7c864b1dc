import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';

/**
 * How many agents of some structures have an open account, and how many of these can be reached by it: they have an
 * address, or they have come at least once. Numbers only, never who.
 */
export async function countReached(db: Db, structures: string[]): Promise<{ accounts: number; reached: number }> {
	if (structures.length === 0) return { accounts: 0, reached: 0 };
	const rows = await db
		.selectFrom('agent')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.innerJoin('membership', 'membership.agentId', 'agent.id')
		.select(['agent.id', 'email', 'lastSignInAt'])
		.distinct()
		.where('membership.structureId', 'in', structures)
		.where('account.disabledAt', 'is', null)
		.where((eb) => eb.or([eb('agent.leftOn', 'is', null), eb('agent.leftOn', '>=', dayOf(now()))]))
		.execute();
	return { accounts: rows.length, reached: rows.filter((row) => row.email ?? row.lastSignInAt).length };
}
