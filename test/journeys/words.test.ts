import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAdvice, findBlocking, giveNeutralityReason, listPeriodJournal } from '#editorial/advice/index.server.ts';
import { needsNeutralityReason } from '#editorial/advice/index.ts';
import {
	attestArticle,
	createArticle,
	getArticle,
	listPublished,
	publishArticle,
	withdrawArticle
} from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { addTerm, addTerms, changeTerm, listTerms, removeTerm } from '#editorial/lexicon/index.server.ts';
import { starterTerms } from '#editorial/lexicon/index.ts';
import { changeSectionName, mergeSections, sectionColumns } from '#editorial/section-changes/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import {
	addElectionPeriod,
	changeElectionPeriod,
	listElectionPeriods,
	removeElectionPeriod
} from '#foundation/elections/index.server.ts';
import { search } from '#foundation/search/index.server.ts';
import {
	createSection,
	getSection,
	listRemits,
	listSections,
	moveSection,
	setRemit
} from '#foundation/sections/index.server.ts';
import { listCircuits, setCircuit } from '#foundation/validation/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

describe.each(engines)('words, periods and sections on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
	});
	afterAll(() => close());

	const published = (draft: ArticleDraft) =>
		act(async (tx) => {
			const made = await createArticle(tx, cast.desk, draft);
			await attestArticle(tx, operator, made.id, 'Validé sur papier');
			await publishArticle(tx, cast.desk, made.id);
			return made;
		});

	it('keeps one lexicon, which desks change and others read', async () => {
		const draft = { kind: 'discouraged', term: 'déneigement', preferred: 'viabilité hivernale' } as const;
		await expect(act((tx) => addTerm(tx, cast.agentOfVille, draft))).rejects.toThrow(Forbidden);
		await expect(act((tx) => addTerm(tx, cast.desk, { ...draft, preferred: ' ' }))).rejects.toThrow(Invalid);
		const id = await act((tx) => addTerm(tx, cast.desk, draft));
		await expect(act((tx) => addTerm(tx, cast.desk, { ...draft, term: 'Deneigement' }))).rejects.toThrow(Conflict);
		await act((tx) => changeTerm(tx, cast.desk, id, { ...draft, note: 'Le plan dit plus que la neige.' }));
		expect(await listTerms(db, { text: 'HIVERNALE' })).toMatchObject([{ id, note: 'Le plan dit plus que la neige.' }]);
		expect(await act((tx) => addTerms(tx, cast.desk, [draft, ...starterTerms]))).toBe(starterTerms.length);
		await act((tx) => removeTerm(tx, cast.desk, id));
		expect(await listTerms(db, { text: 'hivernale' })).toEqual([]);
		const actions = (await listAudit(db, { kind: 'lexiconTerm', id })).map(({ action }) => action);
		expect(actions).toEqual(['lexicon.remove', 'lexicon.change', 'lexicon.add']);
	});

	it('advises with the lexicon of the house, and blocks only what nobody could read', async () => {
		const draft = draftOf(cast, { body: { type: 'doc', content: [paragraph('Le CIAS envoie sa newsletter.')] } });
		expect((await findAdvice(db, draft)).map(({ code }) => code)).toEqual(['acronym', 'term']);
		expect(await findBlocking(db, draft)).toEqual([]);
		const video = { type: 'video', attrs: { href: 'https://video.example/1', title: 'La neige' } } as const;
		const mute = draftOf(cast, { body: { type: 'doc', content: [video] } });
		expect((await findBlocking(db, mute)).map(({ code }) => code)).toEqual(['transcript-missing']);
	});

	it('counts a period from the law, lets its structure change it, and keeps its journal', async () => {
		const { ville, agglo } = cast;
		const election = { structureId: ville.id, title: 'Élections départementales', electionOn: '2028-03-12' };
		await expect(act((tx) => addElectionPeriod(tx, cast.desk, election))).rejects.toThrow(Forbidden);
		const id = await act((tx) => addElectionPeriod(tx, operator, election));
		await act((tx) => changeElectionPeriod(tx, operator, id, { ...election, endOn: '2028-03-19' }));
		const [period] = await listElectionPeriods(db, { structures: [ville.id], on: '2027-09-01' });
		expect(period).toMatchObject({ startOn: '2027-09-01', endOn: '2028-03-19' });
		expect(await listElectionPeriods(db, { on: '2027-08-31' })).toEqual([]);

		freezeClock('2027-10-05T08:00:00.000Z');
		const draft = draftOf(cast, { title: 'Le bilan de l’hiver' });
		const advices = await findAdvice(db, draft);
		expect(needsNeutralityReason(advices)).toBe(true);
		const { id: articleId } = await published(draft);
		const reason = (said: string) =>
			act((tx) => giveNeutralityReason(tx, cast.desk, articleId, { reason: said, advices }));
		await expect(reason(' ')).rejects.toThrow(Invalid);
		await reason('Un bilan technique, publié chaque année');
		await act((tx) => withdrawArticle(tx, cast.desk, articleId, 'Chiffre faux'));
		await published(draftOf(cast, { title: 'Ailleurs' }, { ownerId: agglo.id, voices: [agglo.id] }));
		releaseClock();

		const journal = await listPeriodJournal(db, period!);
		expect(journal.map(({ action, why, article, by }) => [action, why, article.title, by])).toEqual([
			['article.publish', '', 'Le bilan de l’hiver', cast.desk.name],
			[
				'article.neutrality',
				'Un bilan technique, publié chaque année · « bilan »',
				'Le bilan de l’hiver',
				cast.desk.name
			],
			['article.withdraw', 'Chiffre faux', 'Le bilan de l’hiver', cast.desk.name]
		]);
		expect(journal[0]?.voices).toEqual(['Ville', 'Agglo']);
		await act((tx) => removeElectionPeriod(tx, operator, id));
		expect(await listElectionPeriods(db)).toEqual([]);
	});

	it('merges a section into another: articles, people, addresses, search and what is being typed', async () => {
		const { mobilites, ville, agglo, desk } = cast;
		const into = await act((tx) => createSection(tx, operator, { name: 'Cadre de vie' }));
		await act(async (tx) => {
			const cell = {
				structureId: ville.id,
				angle: 'Les rues',
				people: [{ agentId: desk.id, duty: 'writes' }]
			} as const;
			await setRemit(tx, operator, { ...cell, sectionId: mobilites.id, stance: 'leads', people: [...cell.people] });
			const people = [{ agentId: cast.agentOfVille.id, duty: 'approves' } as const];
			await setRemit(tx, operator, { ...cell, sectionId: into.id, stance: 'relays', angle: 'Les parcs', people });
			const steps = [{ label: 'Lire', approver: { kind: 'remit' }, substituteId: null, dueHours: 48 } as const];
			const circuit = { sectionId: mobilites.id, kind: null, steps };
			await setCircuit(tx, operator, { ...circuit, structureId: ville.id });
			await setCircuit(tx, operator, { ...circuit, structureId: agglo.id });
			await setCircuit(tx, operator, { ...circuit, structureId: agglo.id, sectionId: into.id });
		});
		const { slug } = await published(draftOf(cast, { title: 'Une caténaire' }));
		const typed = await act((tx) => createArticle(tx, desk, draftOf(cast, { title: 'Un brouillon' })));

		await expect(act((tx) => mergeSections(tx, desk, mobilites.id, into.id))).rejects.toThrow(Forbidden);
		await expect(act((tx) => mergeSections(tx, operator, into.id, into.id))).rejects.toThrow(Conflict);
		const moved = await act((tx) => mergeSections(tx, operator, mobilites.id, into.id));

		const held = await db.selectFrom('article').select('id').where('sectionId', '=', into.id).execute();
		expect(held).toHaveLength(moved);
		expect((await getSection(db, 'mobilites')).slug).toBe('cadre-de-vie');
		expect((await listSections(db)).map((section) => section.slug)).not.toContain('mobilites');
		expect((await getArticle(db, cast.asVille, slug)).section.slug).toBe('cadre-de-vie');
		expect((await listPublished(db, cast.asVille, { section: 'cadre-de-vie' })).total).toBeGreaterThan(0);
		expect((await search(db, cast.asVille, { text: 'caténaire', section: 'cadre-de-vie' })).total).toBe(1);
		const [cell] = await listRemits(db, into.id);
		expect(cell).toMatchObject({ stance: 'leads', angle: 'Les parcs ; les rues' });
		expect(cell?.people.map(({ duty }) => duty).sort()).toEqual(['approves', 'writes']);
		expect((await listRemits(db)).map(({ sectionId }) => sectionId)).not.toContain(mobilites.id);
		const circuits = (await listCircuits(db)).map(({ sectionId, structureId }) => [sectionId, structureId]);
		expect(circuits.sort()).toEqual(
			[
				[into.id, agglo.id],
				[into.id, ville.id]
			].sort()
		);
		const envelope = await db.selectFrom('revision').select('envelope').where('articleId', '=', typed.id).execute();
		expect(JSON.stringify(envelope)).not.toContain(mobilites.id);
		await expect(act((tx) => mergeSections(tx, operator, mobilites.id, into.id))).rejects.toThrow(NotFound);
	});

	it('knows every table that names a section', async () => {
		const tables = await db.introspection.getTables();
		const naming = tables
			.filter(({ columns }) => columns.some(({ name }) => name === 'sectionId'))
			.map(({ name }) => name);
		expect(Object.keys(sectionColumns).sort()).toEqual(naming.sort());
	});

	it('renames with its addresses and its search, and orders', async () => {
		const section = await getSection(db, 'cadre-de-vie');
		await act((tx) => changeSectionName(tx, operator, section.id, { name: 'Le cadre de vie', slug: 'le-cadre' }));
		expect((await getSection(db, 'cadre-de-vie')).slug).toBe('le-cadre');
		expect((await getSection(db, 'mobilites')).slug).toBe('le-cadre');
		expect((await search(db, cast.asVille, { text: 'caténaire', section: 'le-cadre' })).total).toBe(1);
		const other = await act((tx) => createSection(tx, operator, { name: 'Culture' }));
		await act((tx) => moveSection(tx, operator, other.id, 'up'));
		await act((tx) => moveSection(tx, operator, other.id, 'up'));
		expect((await listSections(db)).map(({ slug }) => slug)).toEqual(['culture', 'le-cadre']);
	});
});
