import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	attestArticle,
	createArticle,
	decideArticle,
	getArticle,
	getForWriting,
	getSlot,
	keepVersion,
	planArticle,
	publishArticle,
	publishDueChanges,
	saveSlot,
	SlotConflict,
	submitArticle,
	withdrawArticle
} from '#editorial/articles/index.server.ts';
import { minorWords } from '#editorial/articles/rules.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { createAgent, findActor } from '#foundation/accounts/index.server.ts';
import { operator, publicReader, type Actor, type AgentActor } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { search } from '#foundation/search/index.server.ts';
import { setRemit } from '#foundation/sections/index.server.ts';
import { findValidation, setCircuit } from '#foundation/validation/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

describe.each(engines)('validation on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let bruno: AgentActor;
	let sandrine: AgentActor;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		bruno = await approver('Bruno', cast.ville.id);
		sandrine = await approver('Sandrine', cast.agglo.id);
	});
	afterAll(() => close());
	afterEach(() => releaseClock());

	const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);

	/** Somebody who approves what one structure says of the section. */
	async function approver(firstName: string, structureId: string): Promise<AgentActor> {
		return write(async (tx) => {
			const { id } = await createAgent(tx, operator, {
				...{ firstName, lastName: 'Valide', email: `${firstName.toLowerCase()}@essai.example` },
				memberships: [{ structureId }]
			});
			const people = [{ agentId: id, duty: 'approves' as const }];
			await setRemit(tx, operator, { sectionId: cast.mobilites.id, structureId, stance: 'leads', angle: '', people });
			return (await findActor(tx, id))!;
		});
	}

	const created = (draft: ArticleDraft, actor: Actor = cast.desk) => write((tx) => createArticle(tx, actor, draft));
	const stepOf = async (id: string, structureId: string) => {
		const validation = await findValidation(db, { kind: 'article', id });
		return validation!.steps.find((step) => step.structureId === structureId && step.state === 'open')!;
	};
	const approve = async (id: string, actor: AgentActor, structureId: string) => {
		const { id: step } = await stepOf(id, structureId);
		await write((tx) => decideArticle(tx, actor, step, { verdict: 'approve', reason: '', via: 'screen' }));
	};
	const validated = async (draft: ArticleDraft) => {
		const made = await created(draft);
		await write((tx) => submitArticle(tx, cast.desk, made.id));
		await approve(made.id, bruno, cast.ville.id);
		await approve(made.id, sandrine, cast.agglo.id);
		return made;
	};
	const stateOf = async (id: string) => (await getForWriting(db, operator, { id })).state;
	const reads = (slug: string) =>
		getArticle(db, cast.asVille, slug).then(
			({ title }) => title,
			(error: unknown) => {
				if (error instanceof NotFound) return undefined;
				throw error;
			}
		);
	const type = async (id: string, change: (draft: ArticleDraft) => ArticleDraft) => {
		const { draft, version } = await getSlot(db, cast.desk, id);
		await write((tx) => saveSlot(tx, cast.desk, id, { version, draft: change(draft) }));
	};
	const retitled = (title: string) => (draft: ArticleDraft) => ({ ...draft, content: { ...draft.content, title } });

	it('asks both structures, and publishes at the planned minute only once both have approved', async () => {
		freezeClock('2026-11-23T08:00:00.000Z');
		const { id, slug } = await created(draftOf(cast, { title: 'Neige à deux voix' }));
		await write((tx) => planArticle(tx, cast.desk, id, { plannedAt: '2026-11-26T06:30:00.000Z' }));
		expect(await write((tx) => submitArticle(tx, cast.desk, id))).toBe('submitted');
		await approve(id, bruno, cast.ville.id);
		expect(await stateOf(id)).toBe('submitted');
		await approve(id, sandrine, cast.agglo.id);
		expect(await stateOf(id)).toBe('scheduled');
		expect(await reads(slug)).toBeUndefined();
		freezeClock('2026-11-26T06:30:00.000Z');
		expect(await reads(slug)).toBe('Neige à deux voix');
	});

	it('lets no path publish what was not validated', async () => {
		freezeClock('2026-11-24T08:00:00.000Z');
		const { id, slug } = await created(draftOf(cast, { title: 'Passe-muraille' }));
		for (const actor of [cast.desk, operator]) {
			await expect(write((tx) => publishArticle(tx, actor, id))).rejects.toThrow(Conflict);
			await expect(write((tx) => publishArticle(tx, actor, id, { at: '2026-11-25T08:00:00.000Z' }))).rejects.toThrow(
				Conflict
			);
		}
		await expect(write((tx) => attestArticle(tx, cast.desk, id, 'déjà vu'))).rejects.toThrow(Forbidden);
		await write((tx) => planArticle(tx, cast.desk, id, { plannedAt: '2026-11-24T09:00:00.000Z' }));
		await write((tx) => submitArticle(tx, cast.desk, id));
		await approve(id, bruno, cast.ville.id);
		const { id: step } = await stepOf(id, cast.agglo.id);
		for (const actor of [cast.desk, bruno, operator])
			await expect(
				write((tx) => decideArticle(tx, actor, step, { verdict: 'approve', reason: '', via: 'mail' }))
			).rejects.toThrow(Forbidden);
		freezeClock('2026-11-24T10:00:00.000Z');
		await publishDueChanges(db);
		expect(await reads(slug)).toBeUndefined();
		expect((await search(db, cast.asVille, { text: 'passe-muraille' })).total).toBe(0);
	});

	it('shows a validated text as it was validated, whatever is typed, kept or planned afterwards', async () => {
		const { id, slug } = await validated(draftOf(cast, { title: 'Version décidée' }));
		await write((tx) => publishArticle(tx, cast.desk, id));
		await type(id, (draft) => ({ ...retitled('Version glissée')(draft), reach: 'public' }));
		expect(await reads(slug)).toBe('Version décidée');
		await write((tx) => keepVersion(tx, cast.desk, id, 'essai'));
		await write((tx) => planArticle(tx, cast.desk, id, { plannedAt: '2026-01-01T08:00:00.000Z' }));
		await publishDueChanges(db);
		await expect(write((tx) => publishArticle(tx, cast.desk, id))).rejects.toThrow(Conflict);
		expect(await reads(slug)).toBe('Version décidée');
		await expect(getArticle(db, publicReader(cast.ville.id), slug)).rejects.toThrow(NotFound);
	});

	it('returns with a reason that is asked for, tells who asked, and starts again', async () => {
		const { id } = await created(draftOf(cast, { title: 'À revoir' }));
		await write((tx) => submitArticle(tx, cast.desk, id));
		const { id: step } = await stepOf(id, cast.ville.id);
		const give = (reason: string) =>
			write((tx) => decideArticle(tx, bruno, step, { verdict: 'return', reason, via: 'screen' }));
		await expect(give('  ')).rejects.toThrow(Invalid);
		await give('La date manque.');
		expect(await stateOf(id)).toBe('returned');
		const told = await db.selectFrom('notice').select(['agentId', 'detail']).where('subjectId', '=', id).execute();
		expect(told).toEqual([{ agentId: cast.desk.id, detail: 'La date manque.' }]);
		await expect(give('encore')).rejects.toThrow(Conflict);
		await type(id, retitled('À revoir, daté'));
		expect(await write((tx) => submitArticle(tx, cast.desk, id))).toBe('submitted');
	});

	it('re-opens only the steps of the structure whose words a change touches', async () => {
		const own = (text: string) => ({
			type: 'doc' as const,
			content: [paragraph('Commun.'), paragraph(text, { structures: [cast.agglo.id] })]
		});
		const { id, slug } = await validated(draftOf(cast, { title: 'Un seul angle', body: own('Avant.') }));
		await write((tx) => publishArticle(tx, cast.desk, id));
		const before = await getArticle(db, cast.asAgglo, slug);
		await type(id, (draft) => ({ ...draft, content: { ...draft.content, body: own('Après.') } }));
		await write((tx) => submitArticle(tx, cast.desk, id, { correction: 'L’Agglo précise son passage.' }));
		const { steps } = (await findValidation(db, { kind: 'article', id }))!;
		expect(steps.map(({ structureId, state }) => [structureId, state])).toEqual([
			[cast.ville.id, 'approved'],
			[cast.agglo.id, 'open']
		]);
		expect((await getArticle(db, cast.asAgglo, slug)).html).toContain('Avant.');
		await approve(id, sandrine, cast.agglo.id);
		const after = await getArticle(db, cast.asAgglo, slug);
		expect(after.html).toContain('Après.');
		expect([before.updatedAt, after.updatedAt]).toEqual([null, expect.any(String)]);
		expect(await getForWriting(db, operator, { id })).toMatchObject({
			...{ correction: 'L’Agglo précise son passage.', readingVersion: 2, changeState: null }
		});
	});

	it('lets the desk correct a few words at once, and nothing that was decided', async () => {
		const { id, slug } = await validated(draftOf(cast, { title: 'Une fotte' }));
		await write((tx) => publishArticle(tx, cast.desk, id));
		await type(id, retitled('Une faute'));
		await write((tx) => submitArticle(tx, cast.desk, id, { importance: 'minor' }));
		expect(await reads(slug)).toBe('Une faute');
		expect(await getForWriting(db, operator, { id })).toMatchObject({ readingVersion: 1, changeState: null });
		expect((await getArticle(db, cast.asVille, slug)).updatedAt).toBeNull();
		const tries: ((draft: ArticleDraft) => ArticleDraft)[] = [
			(draft) => ({ ...draft, reach: 'public' }),
			(draft) => ({ ...draft, signature: 'Le maire' }),
			(draft) => ({ ...draft, content: { ...draft.content, standfirst: 'mot '.repeat(minorWords + 5) } })
		];
		for (const change of tries) {
			const { draft, version } = await getSlot(db, cast.desk, id);
			await expect(
				write(async (tx) => {
					await saveSlot(tx, cast.desk, id, { version, draft: change(draft) });
					await submitArticle(tx, cast.desk, id, { importance: 'minor' });
				})
			).rejects.toThrow(Invalid);
		}
		expect(await reads(slug)).toBe('Une faute');
	});

	it('shows insiders first and everyone else at their own moment, in the search too', async () => {
		freezeClock('2026-12-01T08:00:00.000Z');
		const draft = draftOf(cast, { title: 'Avant les habitants' }, { reach: 'public' });
		const { id, slug } = await created(draft);
		const moment = { plannedAt: '2026-12-01T09:00:00.000Z', publicAt: '2026-12-02T09:00:00.000Z' };
		await write((tx) => planArticle(tx, cast.desk, id, moment));
		await write((tx) => submitArticle(tx, cast.desk, id));
		await approve(id, bruno, cast.ville.id);
		await approve(id, sandrine, cast.agglo.id);
		const outsider = publicReader(cast.ville.id);
		const found = async (reader: typeof outsider) => (await search(db, reader, { text: 'habitants' })).total;
		freezeClock('2026-12-01T10:00:00.000Z');
		expect([await reads(slug), await found(cast.asVille)]).toEqual(['Avant les habitants', 1]);
		await expect(getArticle(db, outsider, slug)).rejects.toThrow(NotFound);
		expect(await found(outsider)).toBe(0);
		freezeClock('2026-12-02T10:00:00.000Z');
		expect((await getArticle(db, outsider, slug)).title).toBe('Avant les habitants');
		expect(await found(outsider)).toBe(1);
	});

	it('keeps one circuit running per subject, and its steps when the settings change', async () => {
		const { id } = await created(draftOf(cast, { title: 'Réglages' }));
		await write((tx) => submitArticle(tx, cast.desk, id));
		const circuit = { structureId: cast.ville.id, sectionId: cast.mobilites.id, kind: 'news', steps: [] };
		const set = await write((tx) => setCircuit(tx, operator, circuit));
		await approve(id, bruno, cast.ville.id);
		await write((tx) => setCircuit(tx, operator, { ...circuit, id: set, kind: 'portrait' }));
		await expect(write((tx) => submitArticle(tx, cast.desk, id))).rejects.toThrow(Conflict);
		const one = db
			.insertInto('validation')
			.values({
				...{ id: 'twice', subjectKind: 'article', subjectId: id, revisionId: 'x', title: 'x', state: 'running' },
				...{ openedBy: null, openedAt: 'x', closedAt: null }
			})
			.execute();
		await expect(one).rejects.toThrow();
	});

	it('writes every decision into a journal that nobody can change, and each gesture into the audit', async () => {
		const { id } = await validated(draftOf(cast, { title: 'Journal' }));
		await write((tx) => publishArticle(tx, cast.desk, id));
		await write((tx) => withdrawArticle(tx, cast.desk, id, 'Doublon.'));
		const actions = (await listAudit(db, { kind: 'article', id })).map(({ action }) => action).reverse();
		expect(actions).toEqual([
			...['article.create', 'validation.open', 'article.submit', 'validation.approve', 'validation.approve'],
			...['article.approve', 'article.publish', 'article.withdraw']
		]);
		await expect(db.updateTable('decision').set({ reason: 'autre' }).execute()).rejects.toThrow(/append-only/);
		await expect(db.deleteFrom('decision').execute()).rejects.toThrow(/append-only/);
	});

	it('saves nothing over what somebody else saved, and gives back what he saved', async () => {
		const { id } = await created(draftOf(cast, { title: 'À quatre mains' }));
		const { draft, version } = await getSlot(db, cast.desk, id);
		await write((tx) => saveSlot(tx, cast.desk, id, { version, draft: retitled('La sienne')(draft) }));
		const late = write((tx) => saveSlot(tx, cast.desk, id, { version, draft: retitled('La mienne')(draft) }));
		const conflict = await late.then(
			() => undefined,
			(error: unknown) => error
		);
		expect(conflict).toBeInstanceOf(SlotConflict);
		expect((conflict as SlotConflict).slot.draft.content.title).toBe('La sienne');
		await expect(
			write((tx) => saveSlot(tx, cast.desk, id, { version: 1, draft: { ...draft, voices: 'toutes' } }))
		).rejects.toThrow(Invalid);
	});
});
