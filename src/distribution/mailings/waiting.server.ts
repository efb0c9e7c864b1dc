import { listAllPublications } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canSendIssue } from './can.ts';
import type { MailingReport } from './mailing.ts';
import { getMailing, shown } from './queries.server.ts';

/** A letter of which nobody knows whether it left, by the name of whom it is for. */
export type DoubtfulLetter = {
	id: string;
	address: string;
	/** Of an agent; a resident is known by his address alone. */
	name: string | null;
	structureId: string;
	at: Instant | null;
	response: string | null;
};

/** As many as a person can look at together. */
const mostDoubtful = 500;

/** The doubtful letters of a mailing: at most 500, by address. Throws `NotFound` as `getMailing` does. */
export async function listDoubtful(db: Db, actor: Actor, mailingId: string): Promise<DoubtfulLetter[]> {
	await getMailing(db, actor, mailingId);
	const rows = await db
		.selectFrom('delivery')
		.leftJoin('subscriber', 'subscriber.id', 'delivery.subscriberId')
		.leftJoin('agent', 'agent.id', 'subscriber.agentId')
		.select(['delivery.id', 'delivery.address', 'isOwn', 'structureId', 'delivery.at', 'response'])
		.select(['firstName', 'lastName'])
		.where('mailingId', '=', mailingId)
		.where('delivery.state', '=', 'uncertain')
		.orderBy('delivery.address')
		.limit(mostDoubtful)
		.execute();
	return rows.map(({ firstName, lastName, ...letter }) => ({
		...shown(letter),
		name: lastName ? `${firstName ?? ''} ${lastName}`.trim() : null
	}));
}

/** Letters that wait for a moment: of agents who rest, and of others that were put off; `next` is the first moment. */
export type Waiting = { resting: number; next: Instant | null };

export async function waitingOf(db: Db, mailingId: string): Promise<Waiting> {
	const later = () =>
		db
			.selectFrom('delivery')
			.where('mailingId', '=', mailingId)
			.where('state', 'in', ['pending', 'deferred'])
			.where('nextAt', '>', now());
	const { next } = await later()
		.select((eb) => eb.fn.min('nextAt').as('next'))
		.executeTakeFirstOrThrow();
	const { resting } = await later()
		.select((eb) => eb.fn.countAll().as('resting'))
		.where('state', '=', 'pending')
		.where('quiet', 'is not', null)
		.executeTakeFirstOrThrow();
	return { resting: Number(resting), next };
}

/** How many recipients of a mailing are agents, who have hours of rest. */
export async function countAgents(db: Db, mailingId: string): Promise<number> {
	const { agents } = await db
		.selectFrom('delivery')
		.select((eb) => eb.fn.countAll().as('agents'))
		.where('mailingId', '=', mailingId)
		.where('quiet', 'is not', null)
		.executeTakeFirstOrThrow();
	return Number(agents);
}

/** When the addresses of a mailing were erased; null while they are kept. */
export async function erasedAt(db: Db, mailingId: string): Promise<Instant | null> {
	const row = await db.selectFrom('mailing').select('erasedAt').where('id', '=', mailingId).executeTakeFirst();
	return row?.erasedAt ?? null;
}

/** Mailings that wait for a decision of this person: paused, ready and not gone, or with doubtful letters. */
export async function listWaitingMailings(db: Db, actor: Actor): Promise<MailingReport[]> {
	const own = (await listAllPublications(db)).filter((publication) => canSendIssue(actor, publication));
	if (own.length === 0) return [];
	const rows = await db
		.selectFrom('mailing')
		.select('id')
		.where(
			'publicationId',
			'in',
			own.map(({ id }) => id)
		)
		.where((eb) => {
			const doubtful = eb
				.selectFrom('delivery')
				.select('delivery.id')
				.whereRef('delivery.mailingId', '=', 'mailing.id')
				.where('delivery.state', '=', 'uncertain');
			return eb.or([
				eb('state', 'in', ['paused', 'ready']),
				eb.and([eb('state', 'in', ['sending', 'settling']), eb.exists(doubtful)])
			]);
		})
		.orderBy('id', 'desc')
		.execute();
	const waiting: MailingReport[] = [];
	for (const { id } of rows) waiting.push(await getMailing(db, actor, id));
	return waiting;
}

/** Issues (ids) of which a mailing was ever prepared. */
export async function mailedIssues(db: Db): Promise<Set<string>> {
	const rows = await db.selectFrom('mailing').select('issueId').distinct().execute();
	return new Set(rows.map(({ issueId }) => issueId));
}
