import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	createArticle,
	decideArticle,
	getArticle,
	listPublished,
	planArticle,
	publishArticle,
	setArticleLife,
	submitArticle,
	withdrawArticle
} from '#editorial/articles/index.server.ts';
import { compileIssue, createIssue, createPublication } from '#editions/publications/index.server.ts';
import type { Issue } from '#editions/publications/index.ts';
import { createAgent, findActor } from '#foundation/accounts/index.server.ts';
import {
	operator,
	publicReader,
	readerOf,
	type AgentActor,
	type Reader,
	type Role
} from '#foundation/accounts/index.ts';
import { search } from '#foundation/search/index.server.ts';
import { setRemit } from '#foundation/sections/index.server.ts';
import { findValidation } from '#foundation/validation/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Reach } from '#kernel/reach.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { articleBlock } from '../support/press.ts';
import { draftOf, gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

/** Who may read what, by every way out: role × reach × audience × state, as one table. */
const states = [
	'draft',
	'submitted',
	'returned',
	'approved',
	'scheduled',
	'published',
	'expired',
	'withdrawn'
] as const;
const reaches: Reach[] = ['internal', 'partners', 'public'];
const audiences = ['ville', 'both'] as const;
const roles: Role[] = ['contributor', 'editor', 'approver', 'hr', 'direction', 'admin'];

type State = (typeof states)[number];
type Made = {
	id: string;
	slug: string;
	word: string;
	state: State;
	reach: Reach;
	audience: (typeof audiences)[number];
};
type Asker = { name: string; reader: Reader; at: 'ville' | 'agglo' };

/** The specification. Nothing here is asked of the code under test. */
const openTo: Record<Reach, Reach[]> = {
	internal: ['internal', 'partners', 'public'],
	partners: ['partners', 'public'],
	public: ['public']
};
function mayFind({ state, reach, audience }: Made, { reader, at }: Asker): boolean {
	return state === 'published' && openTo[reader.reach].includes(reach) && (audience === 'both' || at === 'ville');
}
/** What has expired is still read by who kept its address, with a warning. */
const mayOpen = (made: Made, asker: Asker): boolean =>
	mayFind(made.state === 'expired' ? { ...made, state: 'published' } : made, asker);

const today = '2026-11-26T09:00:00.000Z';
const yesterday = '2026-11-25T09:00:00.000Z';
const tomorrow = '2026-11-27T09:00:00.000Z';

describe.each(engines)('who reads what on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let approvers: { ville: AgentActor; agglo: AgentActor };
	let askers: Asker[];
	const articles: Made[] = [];

	const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const person = (firstName: string, structureId: string, role?: Role) =>
		write(async (tx) => {
			const grants = role ? [{ role, scope: { kind: 'everything' as const } }] : [];
			const email = `${firstName.toLowerCase()}@essai.example`;
			const { id } = await createAgent(tx, operator, {
				firstName,
				lastName: 'X',
				email,
				memberships: [{ structureId }],
				grants
			});
			return (await findActor(tx, id))!;
		});

	beforeAll(async () => {
		freezeClock(yesterday);
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		approvers = { ville: await person('Bruno', cast.ville.id), agglo: await person('Sandrine', cast.agglo.id) };
		for (const name of ['ville', 'agglo'] as const) {
			const people = [{ agentId: approvers[name].id, duty: 'approves' as const }];
			const cell = { sectionId: cast.mobilites.id, structureId: cast[name].id, stance: 'leads' as const, angle: '' };
			await write((tx) => setRemit(tx, operator, { ...cell, people }));
		}
		for (const state of states)
			for (const reach of reaches) for (const audience of audiences) articles.push(await made(state, reach, audience));
		askers = await gather();
		freezeClock(today);
	});
	afterAll(async () => {
		releaseClock();
		await close();
	});
	afterEach(() => freezeClock(today));

	/** Everybody: an agent of each structure, whatever his roles, a partner, and the public in each structure's name. */
	async function gather(): Promise<Asker[]> {
		const found: Asker[] = [];
		for (const at of ['ville', 'agglo'] as const) {
			const structureId = cast[at].id;
			found.push({ name: `an agent of ${at}`, at, reader: readerOf(await person(`Agent${at}`, structureId))! });
			for (const role of roles)
				found.push({
					name: `${role} of ${at}`,
					at,
					reader: readerOf(await person(`${role}${at}`, structureId, role))!
				});
			found.push({
				name: `a partner of ${at}`,
				at,
				reader: { structure: structureId, structures: [structureId], reach: 'partners' }
			});
			found.push({ name: `the public of ${at}`, at, reader: publicReader(structureId) });
		}
		return found;
	}

	async function made(state: State, reach: Reach, audience: Made['audience']): Promise<Made> {
		const word = `${state}${reach}${audience}`;
		const who = audience === 'both' ? [cast.ville.id, cast.agglo.id] : [cast.ville.id];
		const draft = draftOf(cast, { title: word }, { reach, voices: who, audience: who });
		const { id, slug } = await write((tx) => createArticle(tx, cast.desk, draft));
		const article = { id, slug, word, state, reach, audience };
		if (state === 'draft') return article;
		if (state === 'scheduled') await write((tx) => planArticle(tx, cast.desk, id, { plannedAt: tomorrow }));
		await write((tx) => submitArticle(tx, cast.desk, id));
		if (state === 'submitted') return article;
		await decideAll(id, state === 'returned' ? 'return' : 'approve');
		if (state === 'approved' || state === 'returned' || state === 'scheduled') return article;
		await write((tx) => publishArticle(tx, cast.desk, id, { at: yesterday }));
		if (state === 'expired')
			await write((tx) => setArticleLife(tx, cast.desk, id, { expiresAt: '2026-11-26T08:00:00.000Z', reviewOn: null }));
		if (state === 'withdrawn') await write((tx) => withdrawArticle(tx, cast.desk, id, 'Pour essai.'));
		return article;
	}

	async function decideAll(id: string, verdict: 'approve' | 'return'): Promise<void> {
		for (const name of ['ville', 'agglo'] as const) {
			const validation = await findValidation(db, { kind: 'article', id });
			const step = validation!.steps.find(
				({ structureId, state }) => structureId === cast[name].id && state === 'open'
			);
			if (!step) continue;
			const decision = { verdict, reason: 'Pour essai.', via: 'screen' } as const;
			await write((tx) => decideArticle(tx, approvers[name], step.id, decision));
		}
	}

	/** Compares what each asker finds with what he may, article by article, so that a fault names both. */
	async function check(way: (made: Made, asker: Asker) => Promise<boolean>, may: typeof mayFind): Promise<void> {
		const faults: string[] = [];
		for (const asker of askers)
			for (const article of articles) {
				const does = await way(article, asker);
				if (does !== may(article, asker))
					faults.push(`${asker.name} ${does ? 'reads' : 'does not read'} ${article.word}`);
			}
		expect(faults).toEqual([]);
	}

	it('on its page', () =>
		check(
			({ slug }, { reader }) =>
				getArticle(db, reader, slug).then(
					() => true,
					(error: unknown) => {
						if (error instanceof NotFound) return false;
						throw error;
					}
				),
			mayOpen
		));

	it('in lists', async () => {
		const lists = new Map<Asker, Set<string>>();
		for (const asker of askers) {
			const { items } = await listPublished(db, asker.reader, { size: 100 });
			lists.set(asker, new Set(items.map(({ id }) => id)));
		}
		await check(({ id }, asker) => Promise.resolve(lists.get(asker)!.has(id)), mayFind);
	});

	it('in the search', () =>
		check(async ({ id, word }, { reader }) => {
			const { items } = await search(db, reader, { text: word });
			return items.some(({ subject }) => subject.id === id);
		}, mayFind));

	it('in letters, of each reach and in each voice', async () => {
		const settings = {
			origin: 'https://intranet.essai.example',
			dataDir: '/nowhere',
			mailFrom: 'unisson@essai.example'
		};
		const faults: string[] = [];
		for (const reach of ['internal', 'public'] as const) {
			const issue = await issueOf(reach);
			for (const at of ['ville', 'agglo'] as const) {
				const { html, text } = await compileIssue(db, issue, cast[at], settings);
				const reader = { structure: cast[at].id, structures: [cast[at].id], reach };
				for (const article of articles) {
					const may = mayFind(article, { name: '', reader, at });
					for (const part of [html, text])
						if (part.includes(article.word) !== may) faults.push(`the ${reach} letter of ${at}: ${article.word}`);
				}
			}
		}
		expect(faults).toEqual([]);
	});

	const issueOf = (reach: 'internal' | 'public'): Promise<Issue> =>
		write(async (tx) => {
			const voices = [cast.ville.id, cast.agglo.id];
			const title = { title: `Lettre ${reach}`, reach, kind: 'newsletter' as const, tagline: '', cadence: '' };
			const publication = await createPublication(tx, cast.desk, { ...title, ownerId: cast.ville.id, voices });
			const blocks = articles.map(({ id }) => articleBlock(id, 'title'));
			const issue = { title: 'Tout', date: '2026-11-26', preheader: '', editorial: null, blocks };
			return createIssue(tx, cast.desk, publication.id, issue);
		});

	it('and what is scheduled appears everywhere at its minute', async () => {
		freezeClock(tomorrow);
		const scheduled = articles
			.filter(({ state }) => state === 'scheduled')
			.map((one) => ({ ...one, state: 'published' as const }));
		for (const asker of askers) {
			const { items } = await listPublished(db, asker.reader, { size: 100 });
			for (const article of scheduled)
				expect([asker.name, article.word, items.some(({ id }) => id === article.id)]).toEqual([
					...[asker.name, article.word, mayFind(article, asker)]
				]);
		}
	});
});
