import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countAudience, countLists, subscribeAsAgent } from '#distribution/subscribers/index.server.ts';
import { changePublication } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { secret, subscribeMany } from '../support/mailing.ts';
import { openPress, type Press } from '../support/press.ts';

describe.each(engines)('« Qui va recevoir ? », list by list, on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let press: Press;
	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		press = await openPress(db);
	});
	afterAll(async () => {
		await close();
		press.close();
	});

	/** What each list brings, and how many receive the title, in the voice of a structure. */
	const counted = async (publication: Publication, structureId: string) => {
		const audience = await countAudience(db, publication, secret);
		const lists = await countLists(db, publication, secret, audience);
		const own = lists.filter((list) => list.structureId === structureId);
		const { recipients } = audience.find((each) => each.structureId === structureId)!;
		return { recipients, lists: own.map(({ name, people }) => [name, people]) };
	};

	it('counts all agents, those of a list, those who asked, and who subscribed from outside', async () => {
		const { cast, weekly } = press;
		const residents = ['a@habitants.example', 'b@habitants.example'];
		await subscribeMany(db, { publicationId: weekly.id, structureIds: [cast.ville.id] }, residents);
		const outside = ['Abonnés par le formulaire ou par un import', 2];
		const before = await counted(weekly, cast.ville.id);
		expect(before.lists).toEqual([['Tous les agents', before.recipients - 2], outside]);

		const lists = [{ structureId: cast.agglo.id, serviceId: null, site: null }];
		const settings = { lists } as unknown as Publication['settings'];
		const listed = await db.transaction().execute(async (tx) => {
			await subscribeAsAgent(tx, cast.agentOfVille, weekly.id);
			return changePublication(tx, cast.desk, weekly.id, { settings });
		});
		expect(await counted(listed, cast.ville.id)).toEqual({
			recipients: 3,
			lists: [['Agents abonnés d’eux-mêmes', 1], outside]
		});
		const agglo = await counted(listed, cast.agglo.id);
		expect(agglo.lists).toEqual([['Tous les agents', agglo.recipients]]);
	});
});
