import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getForWriting } from '#editorial/articles/index.server.ts';
import { plainBlocks } from '#editorial/content/index.ts';
import {
	acceptRequest,
	answerRequest,
	declineRequest,
	listMyRequests,
	listRequests,
	submitRequest
} from '#editorial/requests/index.server.ts';
import type { RequestInput } from '#editorial/requests/index.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

describe.each(engines)('requests to communicate on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;

	beforeAll(async () => {
		freezeClock('2026-11-20T08:00:00.000Z');
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
	});
	afterAll(async () => {
		releaseClock();
		await close();
	});

	const write = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const ask = (words: Partial<RequestInput> = {}) =>
		write((tx) =>
			submitRequest(tx, cast.agentOfVille, cast.asVille, {
				subject: 'Rue des Tanneurs fermée',
				message: 'La rue ferme lundi.\n\nLes bus passent par le quai.',
				audience: 'Les riverains',
				wantedOn: '2026-11-30',
				contact: 'Voirie, poste 4210',
				sectionId: '',
				...words
			})
		);
	const noticesOf = async (agentId: string, id: string) =>
		(
			await db
				.selectFrom('notice')
				.select(['title', 'readAt'])
				.where('agentId', '=', agentId)
				.where('subjectId', '=', id)
				.orderBy('id')
				.execute()
		).map(({ title, readAt }) => [title, readAt !== null]);

	it('become a draft without typing anything again, planned for the day wanted, and who asked is told', async () => {
		const { id } = await ask();
		expect((await listRequests(db, cast.desk)).map((request) => request.id)).toEqual([id]);
		const { articleId } = await write((tx) => acceptRequest(tx, cast.desk, id));
		const draft = await getForWriting(db, cast.desk, { id: articleId });
		expect(draft).toMatchObject({
			state: 'draft',
			contact: 'Voirie, poste 4210',
			sectionId: cast.mobilites.id,
			authorId: cast.agentOfVille.id,
			plannedAt: '2026-11-30T07:00:00.000Z'
		});
		expect(draft.content.title).toBe('Rue des Tanneurs fermée');
		expect(plainBlocks(draft.content.body.content)).toContain('Les bus passent par le quai.');
		const [mine] = await listMyRequests(db, cast.agentOfVille);
		expect([mine!.state, mine!.article?.id]).toEqual(['accepted', articleId]);
		expect(await noticesOf(cast.desk.id, id)).toEqual([['Une demande : Rue des Tanneurs fermée', true]]);
		expect(await noticesOf(cast.agentOfVille.id, id)).toEqual([['Acceptée : Rue des Tanneurs fermée', false]]);
		await expect(write((tx) => acceptRequest(tx, cast.desk, id))).rejects.toThrow(Conflict);
	});

	it('are answered, then declined with a sentence', async () => {
		const { id } = await ask({ subject: 'Une exposition', wantedOn: '' });
		await write((tx) => answerRequest(tx, cast.desk, id, 'À quelle date ?'));
		expect((await listRequests(db, cast.desk)).map(({ state }) => state)).toEqual(['answered']);
		await expect(write((tx) => declineRequest(tx, cast.desk, id, ' '))).rejects.toThrow(Invalid);
		await write((tx) => declineRequest(tx, cast.desk, id, 'La saison est close.'));
		expect(await listRequests(db, cast.desk)).toEqual([]);
		expect((await listRequests(db, cast.desk, { all: true }))[0]).toMatchObject({
			state: 'declined',
			answer: 'La saison est close.',
			answeredBy: 'Maud Essai'
		});
	});

	it('are seen by who asked and by the desk alone, and refused by field', async () => {
		const { id } = await ask({ subject: 'Discrète' });
		expect(await listRequests(db, cast.agentOfAgglo)).toEqual([]);
		await expect(write((tx) => answerRequest(tx, cast.agentOfAgglo, id, 'Non'))).rejects.toThrow(NotFound);
		const refused = await ask({ subject: '', contact: '', wantedOn: '2026-11-01' }).catch((error: Invalid) => error);
		expect(Object.keys((refused as Invalid).fields)).toEqual(['subject', 'contact', 'wantedOn']);
	});
});
