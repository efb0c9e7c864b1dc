import { sql } from 'kysely';
import { operator } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { retention } from './rules.ts';

const before = (days: number): string => new Date(Date.parse(now()) - days * 86_400_000).toISOString();

/** How many are looked at in one round: the clock comes back within a minute. */
const atOnce = 500;

/**
 * A duty (C35): forgets what was asked and never confirmed, and addresses of which nobody has heard anything for years: a
 * month after their owners were told (`warnSilentSubscribers`), or when there is nobody to tell.
 * Who is in the middle of something is not touched: an agent, whose account has its own end. Answers how many were
 * forgotten.
 */
export async function forgetSilentSubscribers(db: Db): Promise<number> {
	return db.transaction().execute(async (tx) => {
		const pending = await forgetPending(tx);
		const silent = await listForgotten(tx);
		if (silent.length > 0) {
			await tx.deleteFrom('subscription').where('subscriberId', 'in', silent).execute();
			await tx.deleteFrom('subscriber').where('id', 'in', silent).execute();
		}
		const counted = { pending, silent: silent.length };
		if (pending + silent.length > 0)
			await audit(tx, operator, 'subscriber.forget', { kind: 'subscribers', id: 'retention' }, counted);
		return pending + silent.length;
	});
}

async function forgetPending(tx: Tx): Promise<number> {
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
	return stale.length;
}

/** Ids of those who are to be forgotten now. */
async function listForgotten(tx: Tx): Promise<string[]> {
	const own = () =>
		tx
			.selectFrom('subscription')
			.select('subscription.publicationId')
			.where('subscription.subscriberId', '=', sql.ref<string>('subscriber.id'));
	const silent = await tx
		.selectFrom('subscriber')
		.select('id')
		.where('agentId', 'is', null)
		.where((eb) => {
			const isTold = eb.and([
				eb('warnedAt', '>=', eb.ref('lastContactAt')),
				eb('warnedAt', '<=', before(retention.warningDays))
			]);
			// Who could not be told, or receives nothing that he would miss.
			const isUntold = eb('lastContactAt', '<', before(retention.silentDays + retention.graceDays));
			const receives = eb.exists(own().where('subscription.state', '=', 'active'));
			return eb.or([
				eb.and([eb('lastContactAt', '<', before(retention.silentDays)), eb.or([isTold, isUntold, eb.not(receives)])]),
				// Nothing is left of what a form asked for.
				eb.and([eb('lastContactAt', '<', before(retention.pendingDays)), eb.not(eb.exists(own()))])
			]);
		})
		.limit(atOnce)
		.execute();
	return silent.map(({ id }) => id);
}
