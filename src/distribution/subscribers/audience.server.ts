import { sql } from 'kysely';
import type { Publication } from '#editions/publications/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import { everyAgent, judge, onlyOnce } from './candidates.server.ts';
import { addressKey } from './keys.server.ts';
import { voiceOf } from './rules.ts';
import type { Exclusion, SubscriptionState } from './subscriber.ts';
import { lettersTo, listSated, openWeek, type Week } from './week.server.ts';

/** Who receives a title in the voice of one structure, and how many are left out, by reason. */
export type Audience = { structureId: string; recipients: number; excluded: Partial<Record<Exclusion, number>> };

/** « Qui va recevoir ? »: numbers only, by structure in the order of the title, before anything is frozen. */
export async function countAudience(db: Db, publication: Publication, secret: string): Promise<Audience[]> {
	const counted = new Map<string, Audience>(
		publication.voices.map((structureId) => [structureId, { structureId, recipients: 0, excluded: {} }])
	);
	const add = (structureId: string, exclusion: Exclusion | null, how = 1) => {
		const own = counted.get(structureId);
		if (!own) return;
		if (exclusion) own.excluded[exclusion] = (own.excluded[exclusion] ?? 0) + how;
		else own.recipients += how;
	};
	const week = await openWeek(db, publication);
	const receives = (letters: number, structureId: string) => (week?.isEnough(letters, structureId) ? 'enough' : null);
	const taken = new Set<string>();
	for await (const agents of everyAgent(db, publication)) {
		const judged = (await judge(db, publication, agents, secret)).map((each) => onlyOnce(each, taken));
		const sated = await listSated(db, week, judged);
		for (const { structureId, exclusion, address } of judged)
			add(structureId, exclusion ?? (sated.has(address!) ? 'enough' : null));
		const keys = judged.flatMap(({ address }) => (address ? addressKey(secret, address) : []));
		for (const { structureId, letters, how } of await countTwice(db, publication, week, keys)) {
			const voice = voiceOf(publication, structureId);
			add(voice, 'duplicate', how);
			add(voice, receives(letters, voice), -how);
		}
	}
	for (const { structureId, state, isSuppressed, letters, how } of await countSubscriptions(db, publication, week)) {
		const voice = voiceOf(publication, structureId);
		add(voice, exclusionOf(state, isSuppressed) ?? receives(letters, voice), how);
	}
	return [...counted.values()];
}

function exclusionOf(state: SubscriptionState, isSuppressed: boolean): Exclusion | null {
	if (state === 'active') return isSuppressed ? 'suppressed' : null;
	return state;
}

/** Whether the address of a subscription is suppressed for its title or for its voice. */
const isSuppressed = (publication: Publication) => sql<number>`case when exists (
	select 1 from "suppression" s where s."addressKey" = "subscriber"."addressKey"
	and s."scope" in ('all', ${publication.id}, coalesce("subscription"."structureId", ${voiceOf(publication, null)}))
) then 1 else 0 end`;

async function countSubscriptions(db: Db, publication: Publication, week: Week | undefined) {
	const rows = await db
		.selectFrom('subscription')
		.innerJoin('subscriber', 'subscriber.id', 'subscription.subscriberId')
		.select((eb) => ['structureId', 'state', isSuppressed(publication).as('held'), eb.fn.countAll().as('how')])
		.select(lettersTo(week).as('letters'))
		.where('publicationId', '=', publication.id)
		.where('agentId', 'is', null)
		.groupBy(['structureId', 'state', 'held', 'letters'])
		.execute();
	return rows.map(({ structureId, state, held, letters, how }) => ({
		...{ structureId, state, letters: Number(letters) },
		isSuppressed: Number(held) === 1,
		how: Number(how)
	}));
}

/** Subscriptions that would receive, of people who receive as agents already. */
async function countTwice(db: Db, publication: Publication, week: Week | undefined, keys: string[]) {
	if (keys.length === 0) return [];
	const rows = await db
		.selectFrom('subscription')
		.innerJoin('subscriber', 'subscriber.id', 'subscription.subscriberId')
		.select((eb) => ['structureId', lettersTo(week).as('letters'), eb.fn.countAll().as('how')])
		.where('publicationId', '=', publication.id)
		.where('state', '=', 'active')
		.where('addressKey', 'in', keys)
		.where(isSuppressed(publication), '=', 0)
		.groupBy(['structureId', 'letters'])
		.execute();
	return rows.map(({ structureId, letters, how }) => ({ structureId, letters: Number(letters), how: Number(how) }));
}
