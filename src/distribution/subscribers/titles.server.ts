import { getPublicationById, listAllPublications } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { placesOf, voiceOfAgent } from './people.server.ts';
import { voiceOf } from './rules.ts';
import type { SubscriptionState } from './subscriber.ts';

/** A title as somebody may choose it. */
export type OfferedTitle = {
	publication: Publication;
	/** Null: he has said nothing. */
	state: SubscriptionState | null;
	/** The voice that he chose. */
	structureId: string | null;
	/** Whether it reaches him as things stand. */
	isReceived: boolean;
};

/** Titles that everybody may subscribe to. */
export async function listOpenTitles(db: Db): Promise<Publication[]> {
	return (await listCurrent(db)).filter(({ reach }) => reach === 'public');
}

async function listCurrent(db: Db): Promise<Publication[]> {
	const archived = await db.selectFrom('publication').select('id').where('archivedAt', 'is not', null).execute();
	const gone = new Set(archived.map(({ id }) => id));
	return (await listAllPublications(db)).filter(({ id }) => !gone.has(id));
}

async function statesOf(db: Db, subscriberId: string) {
	const rows = await db
		.selectFrom('subscription')
		.select(['publicationId', 'state', 'structureId'])
		.where('subscriberId', '=', subscriberId)
		.execute();
	return new Map(rows.map((row) => [row.publicationId, row]));
}

/** What a resident or a partner may choose by his own link: what is open to all, and what he already has or had. */
export async function listOwnTitles(db: Db, subscriberId: string): Promise<OfferedTitle[]> {
	const states = await statesOf(db, subscriberId);
	return (await listCurrent(db))
		.filter(({ id, reach }) => reach === 'public' || states.has(id))
		.map((publication) => {
			const own = states.get(publication.id);
			const isReceived = own?.state === 'active';
			return { publication, state: own?.state ?? null, structureId: own?.structureId ?? null, isReceived };
		});
}

/** What an agent may choose: what is addressed to him, and what he may ask for. By kind and title. */
export async function listAgentTitles(db: Db, agentId: string): Promise<OfferedTitle[]> {
	const row = await db.selectFrom('subscriber').select('id').where('agentId', '=', agentId).executeTakeFirst();
	const states = row ? await statesOf(db, row.id) : new Map<string, never>();
	const places = (await placesOf(db, [agentId])).get(agentId) ?? [];
	return (await listCurrent(db)).flatMap((publication): OfferedTitle[] => {
		const own = states.get(publication.id);
		const said = { state: own?.state ?? null, structureId: own?.structureId ?? null };
		if (!voiceOfAgent(publication, places, { state: 'active', structureId: null })) return [];
		const isAddressed = voiceOfAgent(publication, places, { state: null, structureId: null }) !== undefined;
		const isKept = publication.isService && isAddressed;
		const isReceived = isKept || said.state === 'active' || (said.state === null && isAddressed);
		return [{ publication, ...said, isReceived }];
	});
}

/** The structure (id) in whose voice somebody reads a title; undefined for a title that is no more. */
export async function findVoice(
	db: Db,
	{ subscriberId, publicationId }: { subscriberId: string; publicationId: string }
): Promise<string | undefined> {
	const publication = await findTitle(db, publicationId);
	if (!publication) return undefined;
	const row = await db
		.selectFrom('subscriber')
		.leftJoin('subscription', (join) =>
			join.onRef('subscriberId', '=', 'subscriber.id').on('publicationId', '=', publicationId)
		)
		.select(['agentId', 'structureId', 'state'])
		.where('subscriber.id', '=', subscriberId)
		.executeTakeFirst();
	if (!row?.agentId) return voiceOf(publication, row?.structureId ?? null);
	const places = (await placesOf(db, [row.agentId])).get(row.agentId) ?? [];
	return voiceOfAgent(publication, places, row) ?? voiceOf(publication, row.structureId);
}

/** A title by its id; undefined for one that is no more. */
export const findTitle = (db: Db, id: string): Promise<Publication | undefined> =>
	getPublicationById(db, id).catch((error: unknown) => {
		if (error instanceof NotFound) return undefined;
		throw error;
	});
