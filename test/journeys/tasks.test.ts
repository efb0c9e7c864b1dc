import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	createArticle,
	listDesk,
	planArticle,
	publishArticle,
	remindReviews,
	setArticleLife,
	submitArticle,
	decideArticle
} from '#editorial/articles/index.server.ts';
import { proposeInitiative } from '#editorial/initiatives/index.server.ts';
import { declineRequest, submitRequest } from '#editorial/requests/index.server.ts';
import { writeMarker } from '#editions/calendar/index.server.ts';
import { listTasks } from '#editions/tasks/index.server.ts';
import { createAgent, disableAccount } from '#foundation/accounts/index.server.ts';
import { operator, type AgentActor } from '#foundation/accounts/index.ts';
import { listNotices } from '#foundation/notices/index.server.ts';
import { setRemit } from '#foundation/sections/index.server.ts';
import { findValidation } from '#foundation/validation/index.server.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

describe.each(engines)('what waits for the desk on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let lead: AgentActor;
	const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const titlesOf = async ({ id }: AgentActor) => (await listNotices(db, id)).items.map(({ title }) => title);
	const at = (day: string) => freezeClock(`${day}T09:00:00.000Z`);

	beforeAll(async () => {
		at('2026-11-24');
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		const { id } = await inTx((tx) =>
			createAgent(tx, operator, {
				...{ firstName: 'Paule', lastName: 'Essai', email: 'paule@essai.example' },
				memberships: [{ structureId: cast.agglo.id }],
				grants: [{ role: 'approver', scope: { kind: 'structure', id: cast.agglo.id } }]
			})
		);
		const grants: AgentActor['grants'] = [{ role: 'approver', scope: { kind: 'structure', id: cast.agglo.id } }];
		lead = { kind: 'agent', id, name: 'Paule Essai', structures: [cast.agglo.id], grants };
		const place = { sectionId: cast.mobilites.id, structureId: cast.agglo.id };
		const people = [{ agentId: lead.id, duty: 'approves' as const }];
		await inTx((tx) => setRemit(tx, operator, { ...place, stance: 'leads', angle: '', people }));
	});
	beforeEach(() => db.deleteFrom('notice').execute());
	afterAll(async () => {
		releaseClock();
		await close();
	});

	const published = (title: string, life: { reviewOn?: string; expiresAt?: string }, author: AgentActor = cast.desk) =>
		inTx(async (tx) => {
			const { id } = await createArticle(tx, author, draftOf(cast, { title }, { voices: [cast.ville.id] }));
			await publishArticle(tx, author, id);
			await setArticleLife(tx, author, id, { reviewOn: life.reviewOn ?? null, expiresAt: life.expiresAt ?? null });
			return id;
		});

	it('reminds the author a week before and on the day, then who leads the section, each once', async () => {
		at('2026-11-24');
		const id = await published('Plan neige', { reviewOn: '2026-12-11' });
		at('2026-12-03');
		expect(await remindReviews(db)).toBe(0);
		at('2026-12-04');
		await remindReviews(db);
		await remindReviews(db);
		expect(await titlesOf(cast.desk)).toEqual(['À relire avant le 11 décembre 2026 : « Plan neige »']);
		at('2026-12-12');
		await remindReviews(db);
		expect(await titlesOf(cast.desk)).toHaveLength(2);
		at('2026-12-18');
		await remindReviews(db);
		await remindReviews(db);
		expect([(await titlesOf(cast.desk)).length, await titlesOf(lead)]).toEqual([
			2,
			['Personne n’a relu « Plan neige », prévu le 11 décembre 2026']
		]);
		await inTx((tx) => setArticleLife(tx, cast.desk, id, { reviewOn: '2027-06-01', expiresAt: null }));
		await remindReviews(db);
		const { items } = await listNotices(db, lead.id);
		expect(items.every(({ readAt }) => readAt !== null)).toBe(true);
	});

	it('says after a stop of a month only what is true, and tells somebody when the author has left', async () => {
		at('2026-11-24');
		const grants: AgentActor['grants'] = [{ role: 'editor', scope: { kind: 'structure', id: cast.ville.id } }];
		const { id: gone } = await inTx((tx) =>
			createAgent(tx, operator, {
				...{ firstName: 'Parti', lastName: 'Essai', email: `parti@essai.example`, grants },
				memberships: [{ structureId: cast.ville.id }]
			})
		);
		const author: AgentActor = { kind: 'agent', id: gone, name: 'Parti Essai', structures: [cast.ville.id], grants };
		const id = await published('Horaires', { reviewOn: '2026-12-01' }, author);
		await published('Coupure d’eau', { expiresAt: '2026-11-26T22:59:59.999Z' });
		await inTx((tx) => disableAccount(tx, operator, gone));
		await remindReviews(db);
		expect(new Set(await titlesOf(cast.desk))).toEqual(
			new Set([
				'À relire avant le 1er décembre 2026 : « Horaires »',
				'« Coupure d’eau » quitte l’intranet le 26 novembre 2026'
			])
		);
		expect(await titlesOf(author)).toEqual([]);
		await db.deleteFrom('notice').execute();
		at('2026-12-24');
		await remindReviews(db);
		expect([await titlesOf(cast.desk), await titlesOf(lead)]).toEqual([
			[],
			['Personne n’a relu « Horaires », prévu le 1er décembre 2026']
		]);
		await inTx((tx) => setArticleLife(tx, cast.desk, id, { reviewOn: null, expiresAt: null }));
	});

	it('lists what is late, sent back, to decide, to review, to close, what presses first', async () => {
		at('2027-02-01');
		const draft = async (title: string, plannedAt: string | null) => {
			const owner = { ownerId: cast.agglo.id, voices: [cast.agglo.id] };
			return inTx(async (tx) => {
				const { id } = await createArticle(tx, cast.desk, draftOf(cast, { title }, owner));
				if (plannedAt) await planArticle(tx, cast.desk, id, { plannedAt });
				return id;
			});
		};
		await draft('En retard', '2027-02-02T08:00:00.000Z');
		await published('À revoir', { reviewOn: '2027-02-06' });
		const [back, asked] = [await draft('Renvoyé', null), await draft('À décider', '2027-02-20T08:00:00.000Z')];
		for (const id of [back, asked]) await inTx((tx) => submitArticle(tx, cast.desk, id));
		const { steps } = (await findValidation(db, { kind: 'article', id: back }))!;
		const verdict = { verdict: 'return', reason: 'Chiffres à revoir', via: 'screen' } as const;
		await inTx((tx) => decideArticle(tx, lead, steps[0]!.id, verdict));
		const closing = {
			kind: 'closing',
			structureId: cast.ville.id,
			title: 'Bouclage',
			startOn: '2027-02-05',
			endOn: ''
		};
		await inTx((tx) => writeMarker(tx, cast.desk, closing));
		at('2027-02-03');
		const lines = (await listTasks(db, cast.desk)).map(({ kind, title, isLate }) => [kind, title, isLate]);
		expect(lines).toEqual([
			['late', 'En retard', true],
			['closing', 'Bouclage', false],
			['review', 'À revoir', false],
			['returned', 'Renvoyé', false]
		]);
		expect(await listTasks(db, lead)).toMatchObject([{ kind: 'decide', title: 'À décider' }]);
		expect(await listTasks(db, cast.agentOfVille)).toEqual([]);
	});

	it('lists what services ask for and what teams propose, until somebody answers', async () => {
		at('2027-02-03');
		const asked = { subject: 'Horaires du guichet', message: 'Ils changent.', audience: 'Tous', contact: '4102' };
		const { id } = await inTx((tx) =>
			submitRequest(tx, cast.agentOfVille, cast.asVille, { ...asked, wantedOn: '2027-02-10', sectionId: '' })
		);
		const team = { title: 'Le tri au dépôt', done: 'Trois bacs.', change: 'Moins de déchets.', team: 'Dépôt' };
		const chief: AgentActor = {
			...cast.agentOfVille,
			grants: [{ role: 'contributor', scope: { kind: 'structure', id: cast.ville.id } }]
		};
		const made = await inTx((tx) =>
			proposeInitiative(tx, chief, cast.asVille, { ...team, picture: '', pictureAlt: '' })
		);
		const ofOthers = async () =>
			(await listTasks(db, cast.desk)).filter(({ kind }) => kind === 'request' || kind === 'proposal');
		expect(await ofOthers()).toMatchObject([
			{ kind: 'request', dueAt: '2027-02-10', href: `/redaction/demandes#demande-${id}` },
			{ kind: 'proposal', title: 'Le tri au dépôt', href: `/redaction/articles/${made.id}` }
		]);
		await inTx((tx) => declineRequest(tx, cast.desk, id, 'Déjà annoncé dans le journal.'));
		expect(await ofOthers()).toMatchObject([{ kind: 'proposal' }]);
	});

	it('finds, keeps and sorts what one may write', async () => {
		at('2027-02-03');
		const list = async (filter: Parameters<typeof listDesk>[2], actor = cast.desk) =>
			(await listDesk(db, actor, filter, { order: { by: 'title', isDescending: false } })).items.map(
				({ title }) => title
			);
		expect(await list({ text: 'ecid' })).toEqual(['À décider']);
		expect(await list({ state: 'returned' })).toEqual(['Renvoyé']);
		expect(await list({ state: 'published', isOwn: true })).toEqual(['À revoir', 'Coupure d’eau', 'Plan neige']);
		expect(await list({ state: 'published' })).toEqual(['À revoir', 'Coupure d’eau', 'Horaires', 'Plan neige']);
		expect(await list({}, cast.agentOfVille)).toEqual([]);
	});
});
