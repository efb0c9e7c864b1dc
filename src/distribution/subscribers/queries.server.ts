import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { addressKey } from './keys.server.ts';
import { plainAddress } from './rules.ts';
import type { ConsentEvent, SubscriptionState, SuppressionReason } from './subscriber.ts';

export type ShownSubscription = {
	publicationId: string;
	/** The address (slug) of the title. */
	publication: string;
	title: string;
	structureId: string | null;
	state: SubscriptionState;
	at: string;
};

/** All that is kept of one address. */
export type ShownSubscriber = {
	id: string;
	address: string;
	agentId: string | null;
	createdAt: string;
	lastContactAt: string;
	subscriptions: ShownSubscription[];
	consents: (ConsentEvent & { publication: string })[];
	suppressions: { scope: string; reason: SuppressionReason; at: string }[];
};

/** Everything about an address, whoever asks: for the terminal and for the person himself. Throws `NotFound`. */
export async function showSubscriber(db: Db, address: string, secret: string): Promise<ShownSubscriber> {
	const plain = plainAddress(address);
	const key = addressKey(secret, plain);
	const row =
		(await db.selectFrom('subscriber').selectAll().where('addressKey', '=', key).executeTakeFirst()) ??
		(await db
			.selectFrom('subscriber')
			.innerJoin('account', 'account.agentId', 'subscriber.agentId')
			.selectAll('subscriber')
			.where('email', '=', plain)
			.executeTakeFirst());
	if (!row) throw new NotFound(`Aucun abonné n’a l’adresse « ${plain} ».`);
	return describe(db, row, plain, key);
}

/** The same, by id; undefined for who was erased. */
export async function findSubscriber(db: Db, id: string, secret: string): Promise<ShownSubscriber | undefined> {
	const row = await db
		.selectFrom('subscriber')
		.leftJoin('account', 'account.agentId', 'subscriber.agentId')
		.selectAll('subscriber')
		.select('email')
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return undefined;
	const address = row.address ?? row.email ?? '';
	return describe(db, row, address, row.addressKey ?? addressKey(secret, address));
}

type Row = { id: string; agentId: string | null; createdAt: string; lastContactAt: string };

async function describe(
	db: Db,
	{ id, agentId, createdAt, lastContactAt }: Row,
	address: string,
	key: string
): Promise<ShownSubscriber> {
	const subscriptions = await db
		.selectFrom('subscription')
		.innerJoin('publication', 'publication.id', 'subscription.publicationId')
		.select(['publicationId', 'slug as publication', 'title', 'structureId', 'state', 'at'])
		.where('subscriberId', '=', id)
		.orderBy('title')
		.execute();
	const consents = await db
		.selectFrom('consentEvent')
		.leftJoin('publication', 'publication.id', 'consentEvent.publicationId')
		.select(['act', 'publicationId', 'title', 'source', 'wording', 'at'])
		.where('subscriberId', '=', id)
		.orderBy('at')
		.orderBy('consentEvent.id')
		.execute();
	const suppressions = await db
		.selectFrom('suppression')
		.select(['scope', 'reason', 'at'])
		.where('addressKey', '=', key)
		.execute();
	return {
		...{ id, address, agentId, createdAt, lastContactAt, subscriptions, suppressions },
		consents: consents.map(({ title, ...event }) => ({ ...event, publication: title ?? '' }))
	};
}
