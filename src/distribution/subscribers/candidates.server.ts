import { getPublicationById } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { addressKey } from './keys.server.ts';
import { chunk, readAgents, readSubscriptions, type Reached } from './people.server.ts';
import { isGoodAddress } from './rules.ts';
import type { Candidate, Exclusion } from './subscriber.ts';

/**
 * Everybody whom a mailing of this title might reach, about a thousand at a time: the agents that its lists find, then
 * those who subscribed. Each is listed once, with an address or with the reason why he is left out. Makes the missing
 * `subscriber` rows of agents, so it is called inside the transaction that freezes the mailing.
 */
export async function* listCandidates(db: Db, publication: Publication, secret: string): AsyncIterable<Candidate[]> {
	/** Two agents may share a personal address, and a resident may be an agent: a mailbox receives one letter. */
	const taken = new Set<string>();
	for await (const agents of everyAgent(db, publication)) {
		await enrol(db, agents);
		const candidates = (await judge(db, publication, agents, secret)).map((each) => onlyOnce(each, taken));
		if (candidates.length > 0) yield candidates;
	}
	for await (const people of everySubscription(db, publication)) {
		const candidates = await judge(db, publication, people, secret);
		yield candidates.map((each) => (each.address && taken.has(each.address) ? excluded(each, 'duplicate') : each));
	}
}

export async function* everyAgent(db: Db, publication: Publication): AsyncIterable<Reached[]> {
	let after: string | undefined = '';
	while (after !== undefined) {
		const { agents, last }: Awaited<ReturnType<typeof readAgents>> = await readAgents(db, publication, { after });
		yield agents;
		after = last;
	}
}

async function* everySubscription(db: Db, publication: Publication): AsyncIterable<Reached[]> {
	let people = await readSubscriptions(db, publication, { after: '' });
	while (people.length > 0) {
		yield people;
		if (people.length < chunk) return;
		people = await readSubscriptions(db, publication, { after: people.at(-1)!.subscriberId! });
	}
}

/** Gives agents who have none the id by which a mailing knows them. */
async function enrol(db: Db, agents: Reached[]): Promise<void> {
	const missing = agents.filter(({ subscriberId }) => subscriberId === null);
	const at = now();
	for (const agent of missing) agent.subscriberId = newId();
	if (missing.length === 0) return;
	await db
		.insertInto('subscriber')
		.values(
			missing.map(({ subscriberId, agentId }) => ({
				...{ id: subscriberId!, address: null, addressKey: null, agentId },
				...{ createdAt: at, lastContactAt: at }
			}))
		)
		.execute();
}

/** The first to whom an address belongs receives the letter; those after him are left out. */
export function onlyOnce(candidate: Candidate, taken: Set<string>): Candidate {
	if (candidate.address && taken.has(candidate.address)) return excluded(candidate, 'duplicate');
	if (candidate.address) taken.add(candidate.address);
	return candidate;
}

const excluded = (candidate: Candidate, exclusion: Exclusion): Candidate => ({
	...candidate,
	address: null,
	exclusion
});

/** Who receives, and why the others do not. `duplicate` is not asked here. */
export async function judge(db: Db, publication: Publication, people: Reached[], secret: string): Promise<Candidate[]> {
	const keyOf = ({ address, addressKey: own }: Reached) => own ?? (address ? addressKey(secret, address) : '');
	const scopes = await suppressedScopes(db, people.map(keyOf));
	return people.map((person) => {
		const { subscriberId, agentId, address, isOwn, structureId, quiet } = person;
		const own = scopes.get(keyOf(person));
		const isSuppressed = ['all', publication.id, structureId].some((scope) => own?.has(scope));
		const exclusion = exclusionOf(person, publication, isSuppressed);
		return {
			...{ subscriberId: subscriberId!, agentId, isOwn, structureId, quiet, exclusion },
			address: exclusion ? null : address
		};
	});
}

function exclusionOf(
	{ agentId, state, address }: Reached,
	{ isService }: Publication,
	isSuppressed: boolean
): Exclusion | null {
	if (state === 'left' && !(isService && agentId)) return 'left';
	if (state === 'pending') return 'pending';
	if (!address) return 'no-address';
	if (isSuppressed) return 'suppressed';
	return isGoodAddress(address) ? null : 'invalid';
}

/** For what each of some hashed addresses is suppressed; those that are not are left out. */
export async function suppressedScopes(db: Db, keys: string[]): Promise<Map<string, Set<string>>> {
	const known = keys.filter(Boolean);
	if (known.length === 0) return new Map();
	const rows = await db
		.selectFrom('suppression')
		.select(['addressKey', 'scope'])
		.where('addressKey', 'in', known)
		.execute();
	return new Map(
		[...Map.groupBy(rows, (row) => row.addressKey)].map(([key, own]) => [key, new Set(own.map(({ scope }) => scope))])
	);
}

/**
 * Who of some still receives a title, asked at the moment of sending: neither left, nor suppressed, nor gone from the
 * house since the mailing was frozen.
 */
export async function stillReceives(
	db: Db,
	subscriberIds: string[],
	publicationId: string,
	secret: string
): Promise<Set<string>> {
	const publication = await getPublicationById(db, publicationId);
	const receives = new Set<string>();
	for (let from = 0; from < subscriberIds.length; from += chunk) {
		const ids = subscriberIds.slice(from, from + chunk);
		const people = await readSubscriptions(db, publication, { subscriberIds: ids });
		if (people.length < ids.length) {
			const { agents } = await readAgents(db, publication, { subscriberIds: ids });
			people.push(...agents);
		}
		for (const { subscriberId, exclusion } of await judge(db, publication, people, secret))
			if (exclusion === null) receives.add(subscriberId);
	}
	return receives;
}
