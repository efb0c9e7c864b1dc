import { usualQuietHours, type QuietHours } from '#foundation/notices/index.ts';
import type { Publication } from '#editions/publications/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { listedPlace, voiceOf, type Place } from './rules.ts';
import type { SubscriptionState } from './subscriber.ts';

/** Somebody whom a title might reach, before anything is decided. */
export type Reached = {
	/** Null for an agent to whom nothing was ever sent. */
	subscriberId: string | null;
	agentId: string | null;
	address: string | null;
	/** Whether it is the personal address of an agent, which nobody else is shown. */
	isOwn: boolean;
	/** The hashed address of who is no agent. */
	addressKey: string | null;
	structureId: string;
	/** Null for an agent who never said anything: what is addressed to him reaches him. */
	state: SubscriptionState | null;
	quiet: QuietHours | null;
};

/** How many are read at once. */
export const chunk = 1000;

/** Either everybody, a thousand at a time, or some of them by the id of their subscription. */
type Asked = { after: string } | { subscriberIds: string[] };

/** The agents with an open account whom a title is addressed to, or who chose about it; by id. */
export async function readAgents(
	db: Db,
	publication: Publication,
	asked: Asked
): Promise<{ agents: Reached[]; last: string | undefined }> {
	let query = db
		.selectFrom('agent')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.leftJoin('subscriber', 'subscriber.agentId', 'agent.id')
		.leftJoin('subscription', (join) =>
			join
				.onRef('subscription.subscriberId', '=', 'subscriber.id')
				.on('subscription.publicationId', '=', publication.id)
		)
		.leftJoin('noticePreference', 'noticePreference.agentId', 'agent.id')
		.leftJoin('ownAddress', (join) =>
			join.onRef('ownAddress.agentId', '=', 'agent.id').on('ownAddress.confirmedAt', 'is not', null)
		)
		.select(['ownAddress.address as own', 'isPreferred'])
		.select(['agent.id', 'account.email', 'subscriber.id as subscriberId'])
		.select(['subscription.state', 'subscription.structureId', 'quietFrom', 'quietTo'])
		.where('account.disabledAt', 'is', null)
		.where((eb) => eb.or([eb('agent.leftOn', 'is', null), eb('agent.leftOn', '>=', dayOf(now()))]))
		.orderBy('agent.id')
		.limit(chunk);
	query =
		'after' in asked
			? query.where('agent.id', '>', asked.after)
			: query.where('subscriber.id', 'in', asked.subscriberIds);
	const rows = await query.execute();
	const places = await placesOf(
		db,
		rows.map(({ id }) => id)
	);
	const agents = rows.flatMap((row): Reached[] => {
		const { id, email, own, isPreferred, subscriberId, state, structureId, quietFrom, quietTo } = row;
		const voice = voiceOfAgent(publication, places.get(id) ?? [], { state, structureId });
		if (!voice) return [];
		const quiet = { from: quietFrom ?? usualQuietHours.from, to: quietTo ?? usualQuietHours.to };
		const isOwn = own !== null && (email === null || isPreferred === 1);
		const address = isOwn ? own : email;
		return [{ subscriberId, agentId: id, address, isOwn, addressKey: null, structureId: voice, state, quiet }];
	});
	return { agents, last: rows.length < chunk ? undefined : rows.at(-1)?.id };
}

/**
 * The voice in which an agent receives a title; undefined when it does not reach him: no list names him, and he did not
 * subscribe to it himself. An internal title never reaches who belongs to none of its structures.
 */
export function voiceOfAgent(
	publication: Publication,
	places: Place[],
	{ state, structureId }: { state: SubscriptionState | null; structureId: string | null }
): string | undefined {
	const listed = listedPlace(publication, places);
	if (listed) return listed.structureId;
	const own = places.find((place) => publication.voices.includes(place.structureId))?.structureId;
	if (state === null || (publication.reach === 'internal' && !own)) return undefined;
	return structureId === null ? (own ?? voiceOf(publication, null)) : voiceOf(publication, structureId);
}

/** Where agents work, the first place being the one they read as. */
export async function placesOf(db: Db, agentIds: string[]): Promise<Map<string, Place[]>> {
	if (agentIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('membership')
		.leftJoin('service', 'service.id', 'membership.serviceId')
		.select(['agentId', 'membership.structureId', 'serviceId', 'site'])
		.where('agentId', 'in', agentIds)
		.orderBy('membership.position')
		.execute();
	return Map.groupBy(rows, ({ agentId }) => agentId);
}

/** Subscriptions to a title of those who are no agents, by the id of the subscriber. */
export async function readSubscriptions(db: Db, publication: Publication, asked: Asked): Promise<Reached[]> {
	let query = db
		.selectFrom('subscription')
		.innerJoin('subscriber', 'subscriber.id', 'subscription.subscriberId')
		.select(['subscriberId', 'address', 'addressKey', 'structureId', 'state'])
		.where('publicationId', '=', publication.id)
		.where('agentId', 'is', null)
		.orderBy('subscriberId')
		.limit(chunk);
	query =
		'after' in asked
			? query.where('subscriberId', '>', asked.after)
			: query.where('subscriberId', 'in', asked.subscriberIds);
	const rows = await query.execute();
	return rows.map(({ structureId, ...row }) => ({
		...row,
		agentId: null,
		isOwn: false,
		structureId: voiceOf(publication, structureId),
		quiet: null
	}));
}
