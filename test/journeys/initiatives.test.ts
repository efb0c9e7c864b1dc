import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getArticle, publishArticle, getSlot, saveSlot } from '#editorial/articles/index.server.ts';
import {
	declareUptake,
	getEcho,
	giveBravo,
	listMyProposals,
	listProposals,
	listReused,
	proposeInitiative,
	takeBackBravo,
	withdrawUptake
} from '#editorial/initiatives/index.server.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const idea = {
	title: 'Broyer les sapins',
	done: 'Nous avons broyé 600 sapins.\n\n- au dépôt\n- en janvier',
	change: 'Deux arrosages de moins par semaine.',
	team: 'Équipe Nord',
	picture: '',
	pictureAlt: ''
};

describe.each(engines)('initiatives on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let leader: AgentActor;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		const grants = [{ role: 'contributor', scope: { kind: 'structure', id: cast.ville.id } } as const];
		leader = { ...cast.agentOfVille, grants };
	});
	afterAll(() => close());

	const write = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const propose = (title = idea.title) =>
		write((tx) => proposeInitiative(tx, leader, cast.asVille, { ...idea, title }));
	const published = async (title: string) => {
		const made = await propose(title);
		await write((tx) => publishArticle(tx, cast.desk, made.id));
		return made;
	};

	it('go from a team leader to the desk’s list, with a word to who writes there, and keep his credit', async () => {
		const { id, slug } = await propose();
		expect(
			(await listProposals(db, cast.desk)).map((proposal) => [proposal.id, proposal.author, proposal.team])
		).toEqual([[id, 'Melanie Essai', 'Équipe Nord']]);
		expect(await listProposals(db, leader)).toEqual([]);
		const notices = await db.selectFrom('notice').select(['agentId', 'kind']).where('subjectId', '=', id).execute();
		expect(notices).toEqual([{ agentId: cast.desk.id, kind: 'initiative' }]);
		const { draft, version } = await getSlot(db, cast.desk, id);
		draft.content.title = 'Les sapins deviennent paillage';
		await write((tx) => saveSlot(tx, cast.desk, id, { version, draft }));
		await write((tx) => publishArticle(tx, cast.desk, id));
		expect((await getEcho(db, cast.desk, id)).credit).toEqual({ name: 'Melanie Essai', jobTitle: 'Agent' });
		expect((await listMyProposals(db, leader)).map(({ state }) => state)).toEqual(['published']);
		expect((await getArticle(db, cast.asAgglo, slug)).html).toContain('<li>au dépôt</li>');
		expect(await listProposals(db, cast.desk)).toEqual([]);
	});

	it('are refused with a sentence beside each empty field, and to who leads no team', async () => {
		const empty = write((tx) => proposeInitiative(tx, leader, cast.asVille, { ...idea, title: ' ', change: '' }));
		const fault = await empty.catch((error: unknown) => error as Invalid);
		expect(Object.keys((fault as Invalid).fields)).toEqual(['title', 'change']);
		await expect(write((tx) => proposeInitiative(tx, cast.agentOfVille, cast.asVille, idea))).rejects.toThrow(
			Forbidden
		);
	});

	it('take one bravo per agent, which can be taken back', async () => {
		const { id, slug } = await published('Un banc à l’ombre');
		const bravo = (verb: typeof giveBravo) => write((tx) => verb(tx, cast.agentOfAgglo, cast.asAgglo, slug));
		await bravo(giveBravo);
		await bravo(giveBravo);
		expect(await getEcho(db, cast.agentOfAgglo, id)).toMatchObject({ bravos: 1, isGiven: true });
		expect(await getEcho(db, cast.agentOfVille, id)).toMatchObject({ bravos: 1, isGiven: false });
		await bravo(takeBackBravo);
		expect((await getEcho(db, cast.agentOfVille, id)).bravos).toBe(0);
	});

	it('are taken up by teams of other structures, each once; only they and the desk take that back', async () => {
		const { id, slug } = await published('Un coin calme');
		const take = (actor: AgentActor, structureId: string) =>
			write((tx) => declareUptake(tx, actor, cast.asAgglo, slug, { structureId, team: 'Crèche du quai', note: '' }));
		await expect(take(cast.agentOfAgglo, cast.ville.id)).rejects.toThrow(Invalid);
		const uptake = await take(cast.agentOfAgglo, cast.agglo.id);
		await expect(take(cast.agentOfAgglo, cast.agglo.id)).rejects.toThrow(Conflict);
		const [reused] = await listReused(db, cast.asVille);
		expect([reused!.article.id, reused!.uptakes.map(({ team }) => team)]).toEqual([id, ['Crèche du quai']]);
		const told = await db.selectFrom('notice').select('title').where('agentId', '=', leader.id).execute();
		expect(told).toEqual([{ title: 'Crèche du quai reprend votre initiative' }]);
		const withdraw = (actor: AgentActor) => write((tx) => withdrawUptake(tx, actor, cast.asVille, slug, uptake.id));
		await expect(withdraw(cast.agentOfVille)).rejects.toThrow(Forbidden);
		await withdraw(cast.desk);
		expect((await getEcho(db, cast.desk, id)).uptakes).toEqual([]);
		await expect(withdraw(cast.desk)).rejects.toThrow(NotFound);
	});
});
