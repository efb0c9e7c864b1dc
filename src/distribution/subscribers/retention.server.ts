import { operator } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { retention } from './rules.ts';

const before = (days: number): string => new Date(Date.parse(now()) - days * 86_400_000).toISOString();

/** How many are looked at in one round: the clock comes back within a minute. */
const atOnce = 500;

/**
 * A duty (C35): forgets what was asked and never confirmed, and addresses of which nobody has heard anything for years.
 * Who is in the middle of something is not touched: an agent, whose account has its own end. Answers how many were
 * forgotten.
 */
export async function forgetSilentSubscribers(db: Db): Promise<number> {
	return db.transaction().execute(async (tx) => {
		const stale = await tx
			.selectFrom('subscription')
			.select(['subscriberId', 'publicationId'])
			.where('state', '=', 'pending')
			.where('at', '<', before(retention.pendingDays))
			.limit(atOnce)
			.execute();
		for (const { subscriberId, publicationId } of stale)
			await tx
				.deleteFrom('subscription')
				.where('subscriberId', '=', subscriberId)
				.where('publicationId', '=', publicationId)
				.execute();
		const silent = await tx
			.selectFrom('subscriber')
			.select('id')
			.where('agentId', 'is', null)
			.where((eb) =>
				eb.or([
					eb('lastContactAt', '<', before(retention.silentDays)),
					// Nothing is left of what a form asked for.
					eb.and([
						eb('lastContactAt', '<', before(retention.pendingDays)),
						eb.not(
							eb.exists(
								eb
									.selectFrom('subscription')
									.select('subscription.subscriberId')
									.whereRef('subscription.subscriberId', '=', 'subscriber.id')
							)
						)
					])
				])
			)
			.limit(atOnce)
			.execute();
		const ids = silent.map(({ id }) => id);
		if (ids.length > 0) {
			await tx.deleteFrom('subscription').where('subscriberId', 'in', ids).execute();
			await tx.deleteFrom('subscriber').where('id', 'in', ids).execute();
		}
		const counted = { pending: stale.length, silent: ids.length };
		if (counted.pending + counted.silent > 0)
			await audit(tx, operator, 'subscriber.forget', { kind: 'subscribers', id: 'retention' }, counted);
		return counted.pending + counted.silent;
	});
}
