import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMailing, getMailing, startMailing, type PostSettings } from '#distribution/mailings/index.server.ts';
import { loadMailingLetter, ownOf } from '#distribution/mailings/sending/letters.server.ts';
import type { MailingState, Policy } from '#distribution/mailings/index.ts';
import { addressKey } from '#distribution/subscribers/keys.server.ts';
import { attestProof } from '#editions/publications/index.server.ts';
import type { BlockDraft } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { newId } from '#kernel/ids.ts';
import { migrateToLatest, openDatabase, type Db, type Engine } from '#platform/database/index.server.ts';
import { migrationsDir } from '#platform/places.server.ts';
import { freshUrl } from './databases.ts';
import { articleBlock, openPress, type Press } from './press.ts';

export const secret = 'un secret de quarante signes pour essayer';

/** Residents who confirmed that they want a title, without the long way of asking each of them. */
export async function subscribeMany(
	db: Db,
	{ publicationId, structureIds }: { publicationId: string; structureIds: string[] },
	addresses: string[]
): Promise<void> {
	const at = new Date().toISOString();
	const people = addresses.map((address) => ({ id: newId(), address }));
	for (let from = 0; from < people.length; from += 1000) {
		const some = people.slice(from, from + 1000);
		await db.transaction().execute(async (tx) => {
			await tx
				.insertInto('subscriber')
				.values(
					some.map(({ id, address }) => ({
						id,
						address,
						addressKey: addressKey(secret, address),
						agentId: null,
						createdAt: at,
						lastContactAt: at
					}))
				)
				.execute();
			await tx
				.insertInto('subscription')
				.values(
					some.map(({ id }, index) => ({
						...{ subscriberId: id, publicationId, state: 'active' as const, at },
						structureId: structureIds[(from + index) % structureIds.length]!
					}))
				)
				.execute();
		});
	}
}

/** A data folder, and a database that a process of its own finds by its settings. */
export async function openHouse(
	engine: Engine
): Promise<{ url: string; env: Record<string, string>; drop(): Promise<void> }> {
	const dataDir = mkdtempSync(join(tmpdir(), 'unisson-mailing-'));
	const throwAway = () => rmSync(dataDir, { recursive: true, force: true });
	const env = { NODE_ENV: 'production', LOG_LEVEL: 'silent', DATA_DIR: dataDir, SESSION_SECRET: secret, DEMO: '0' };
	if (engine === 'sqlite') return { url: join(dataDir, 'unisson.sqlite'), env, drop: async () => throwAway() };
	const { url, drop } = await freshUrl(engine);
	return { url, env: { ...env, DATABASE_URL: url }, drop: async () => (throwAway(), drop()) };
}

export type Prepared = {
	db: Db;
	press: Press;
	house: Press['settings'] & { sessionSecret: string };
	issueId: string;
	mailingId: string;
	/** Of the residents who subscribed. */
	addresses: string[];
	/** Seconds that freezing the audience took. */
	freezing: number;
	/** A letter as a server is given it. */
	message(): Promise<Buffer>;
	state(): Promise<MailingState>;
	close(): Promise<void>;
};

type Preparation = { recipients: number; policy?: Policy; isStarted?: boolean; blocks?: BlockDraft[] };

/** A public letter in two voices, with its proof, about to be sent to so many residents. */
export async function prepareMailing(
	url: string,
	{ recipients, policy = 'hold', isStarted = true, blocks = [] }: Preparation
): Promise<Prepared> {
	const db = openDatabase(url);
	await migrateToLatest(db, migrationsDir);
	const press = await openPress(db);
	const { monthly, snow, cast, settings } = press;
	const issue = await press.issueOf(monthly, [articleBlock(snow, 'full'), ...blocks]);
	const addresses = Array.from({ length: recipients }, (_, index) => `personne${index}@habitants.example`);
	const structureIds = [cast.ville.id, cast.agglo.id];
	await subscribeMany(db, { publicationId: monthly.id, structureIds }, addresses);
	const house = { ...settings, sessionSecret: secret };
	await db.transaction().execute((tx) => attestProof(tx, operator, issue.id, house));
	const begun = performance.now();
	const { id } = await createMailing(db, operator, issue.id, { policy }, house);
	const freezing = (performance.now() - begun) / 1000;
	if (isStarted) await startMailing(db, operator, id, house);
	return {
		...{ db, press, house, addresses, freezing, issueId: issue.id, mailingId: id },
		message: () => firstLetter(db, id, settings.origin),
		state: async () => (await getMailing(db, operator, id)).state,
		async close() {
			await db.destroy();
			press.close();
		}
	};
}

/** How a worker sends what was prepared, by a server at `smtpUrl`. */
export const sendingSettings = ({ house }: Pick<Prepared, 'house'>, smtpUrl: string, pool = 3): PostSettings => ({
	...{ origin: house.origin, sessionSecret: secret, smtpUrl: `${smtpUrl}?pool=${pool}`, mailRate: 0 },
	...{
		dkim: undefined,
		bounceAddress: undefined,
		imapUrl: undefined,
		senders: {},
		outboxDir: join(house.dataDir, 'outbox')
	}
});

async function firstLetter(db: Db, mailingId: string, origin: string): Promise<Buffer> {
	const row = await db
		.selectFrom('delivery')
		.innerJoin('mailing', 'mailing.id', 'mailingId')
		.selectAll('delivery')
		.select(['publicationId', 'policy'])
		.where('mailingId', '=', mailingId)
		.executeTakeFirstOrThrow();
	const settings = { ...sendingSettings({ house: { origin, dataDir: '' } as Prepared['house'] }, 'smtp://localhost') };
	const letter = await loadMailingLetter(db, row, settings);
	return Buffer.concat(await letter.message.for(ownOf(row, letter, settings)));
}
