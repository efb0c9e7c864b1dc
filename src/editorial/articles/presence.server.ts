import type { Actor } from '#foundation/accounts/index.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Present } from './company.ts';
import { getWritable } from './guests.server.ts';

/** Milliseconds after which somebody who gives no sign has left. A page that is open gives one every 12 seconds. */
const absence = 40_000;

/** Says that the actor has this article open, and who else has. It changes nothing that anyone reads: no audit. */
export async function touchPresence(db: Db, actor: Actor, id: string): Promise<Present[]> {
	await getWritable(db, actor, id);
	const seenAt = now();
	const own = actor.kind === 'agent' ? actor.id : '';
	if (own)
		await db
			.insertInto('presence')
			.values({ articleId: id, agentId: own, seenAt })
			.onConflict((conflict) => conflict.columns(['articleId', 'agentId']).doUpdateSet({ seenAt }))
			.execute();
	const since = new Date(Date.parse(seenAt) - absence).toISOString();
	const rows = await db
		.selectFrom('presence')
		.innerJoin('agent', 'agent.id', 'presence.agentId')
		.select(['agentId', 'firstName', 'lastName'])
		.where('articleId', '=', id)
		.where('seenAt', '>=', since)
		.where('agentId', '!=', own)
		.orderBy('lastName')
		.execute();
	return rows.map(({ agentId, firstName, lastName }) => ({ agentId, name: `${firstName} ${lastName}`.trim() }));
}

/** Which saving of the working text is the last, 0 when nothing is being typed: cheap, for pages that only watch. */
export async function findSlotVersion(db: Db, id: string): Promise<number> {
	const row = await db.selectFrom('articleSlot').select('version').where('articleId', '=', id).executeTakeFirst();
	return row?.version ?? 0;
}
