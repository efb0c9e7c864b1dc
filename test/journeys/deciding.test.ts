import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	askApprovers,
	createArticle,
	decideArticle,
	getForDecision,
	getForWriting,
	reviseArticle,
	submitArticle
} from '#editorial/articles/index.server.ts';
import { createAgent, findActor } from '#foundation/accounts/index.server.ts';
import { operator, type Actor, type AgentActor } from '#foundation/accounts/index.ts';
import { setRemit, undoRemit, findRemitChange, getRemit } from '#foundation/sections/index.server.ts';
import {
	findValidation,
	getDecisionLink,
	listPending,
	setCircuit,
	useDecisionLink
} from '#foundation/validation/index.server.ts';
import type { StepRule } from '#foundation/validation/index.ts';
import { instantFromLocal } from '#kernel/dates.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { openTransport, type MailTransport } from '#platform/mail.server.ts';
import { draftOf, gatherCast, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { openPostOffice, type Received } from '../support/postman.ts';

const at = (local: string) => freezeClock(instantFromLocal(local)!);

describe.each(engines)('deciding on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let bruno: AgentActor;
	let sandrine: AgentActor;
	let claire: AgentActor;
	let office: Awaited<ReturnType<typeof openPostOffice>>;
	let transport: MailTransport;
	const dataDir = mkdtempSync(join(tmpdir(), 'unisson-deciding-'));

	beforeAll(async () => {
		at('2026-11-23T09:00');
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		[bruno, sandrine, claire] = [
			await person('Bruno', cast.ville.id),
			await person('Sandrine', cast.agglo.id),
			await person('Claire', cast.ville.id)
		];
		await circuit(cast.ville.id, [{ ...visa(bruno), substituteId: claire.id }]);
		await circuit(cast.agglo.id, [visa(sandrine)]);
		office = await openPostOffice();
		transport = openTransport({ smtpUrl: office.url, outboxDir: dataDir, dkim: undefined });
	});
	afterAll(async () => {
		transport.close();
		await office.close();
		await close();
		rmSync(dataDir, { recursive: true, force: true });
	});
	beforeEach(() => {
		at('2026-11-23T09:00');
		office.received.length = 0;
	});
	afterEach(() => releaseClock());

	const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const person = (firstName: string, structureId: string): Promise<AgentActor> =>
		write(async (tx) => {
			const { id } = await createAgent(tx, operator, {
				...{ firstName, lastName: 'Valide', email: `${firstName.toLowerCase()}@essai.example`, jobTitle: 'Direction' },
				memberships: [{ structureId }]
			});
			return (await findActor(tx, id))!;
		});
	const visa = ({ id }: AgentActor): StepRule => ({
		...{ label: 'Visa', approver: { kind: 'agent', agentId: id }, substituteId: null, dueHours: 24 }
	});
	const circuit = (structureId: string, steps: StepRule[]) =>
		write((tx) => setCircuit(tx, operator, { structureId, sectionId: cast.mobilites.id, kind: null, steps }));
	/** An article of both structures, sent to those who decide. */
	const submitted = async (title: string) => {
		const { id } = await write((tx) =>
			createArticle(
				tx,
				cast.desk,
				draftOf(cast, { title, variants: { [cast.agglo.id]: { title: `${title}, en zone d’activités` } } })
			)
		);
		await write((tx) => submitArticle(tx, cast.desk, id));
		return id;
	};
	const settings = { origin: 'https://essai.example', dataDir, mailFrom: 'unisson@essai.example' };
	const round = (by = transport) => askApprovers(db, { settings, transport: by });
	const validationOf = async (id: string) => (await findValidation(db, { kind: 'article', id }))!;
	const mailsTo = ({ name }: AgentActor): Received[] =>
		office.received.filter(({ to }) => to.includes(`${name.split(' ')[0]!.toLowerCase()}@essai.example`));
	const about = (title: string, mails: Received[]) => mails.filter(({ email }) => email.subject!.includes(title));
	const tokenIn = ({ email }: Received) => /\/decision\/([\w-]+)/.exec(email.text!)![1]!;
	const noticesOf = (agentId: string, kind: 'decide' | 'decided' | 'returned') =>
		db.selectFrom('notice').select(['title', 'key']).where('agentId', '=', agentId).where('kind', '=', kind).execute();
	const stateOf = async (id: string) => (await getForWriting(db, operator, { id })).state;
	const decideFromMail = (token: string, verdict: 'approve' | 'return', reason = '') =>
		write(async (tx) => {
			const { stepId, agent } = await useDecisionLink(tx, token);
			await decideArticle(tx, agent, stepId, { verdict, reason, via: 'mail' });
		});
	const stepOf = async (id: string, { id: agentId }: AgentActor) =>
		(await validationOf(id)).steps.find(({ people }) => people.some((one) => one.id === agentId))!.id;

	it('is done by both structures, one from the screen and one by a link that serves once', async () => {
		const id = await submitted('Première neige');
		await round();
		expect(office.received.map(({ to }) => to[0])).toEqual(['bruno@essai.example', 'sandrine@essai.example']);
		const [mail] = mailsTo(sandrine);
		expect(mail!.email.subject).toMatch(/^À valider avant mardi 24 novembre, 9\sh\s: Première neige, en zone/);
		expect(mail!.email.replyTo?.[0]?.address).toBe('maud@essai.example');
		expect(mail!.email.html).toContain('geste=renvoyer');
		const token = tokenIn(mail!);
		expect(mail!.email.html!.match(new RegExp(`/decision/${token}`, 'g'))!.length).toBeGreaterThanOrEqual(3);

		const link = await getDecisionLink(db, token);
		await getDecisionLink(db, token);
		expect([link.agent.id, (await validationOf(id)).state]).toEqual([sandrine.id, 'running']);
		const seen = await getForDecision(db, link.agent, link.validation.id);
		expect(seen.texts.map(({ title }) => title)).toEqual(['Première neige', 'Première neige, en zone d’activités']);
		await expect(getForDecision(db, cast.agentOfVille, link.validation.id)).rejects.toThrow(NotFound);

		await decideFromMail(token, 'approve');
		await expect(decideFromMail(token, 'approve')).rejects.toThrow(NotFound);
		await expect(getDecisionLink(db, token)).rejects.toThrow(NotFound);
		expect(await stateOf(id)).toBe('submitted');
		const step = await stepOf(id, bruno);
		const approve = (actor: Actor) =>
			write((tx) => decideArticle(tx, actor, step, { verdict: 'approve', reason: '', via: 'screen' }));
		await expect(approve(cast.desk)).rejects.toThrow(Forbidden);
		await approve(bruno);
		expect(await stateOf(id)).toBe('approved');
		const { decisions } = await validationOf(id);
		expect(decisions.map(({ by, via }) => [by!.name, via])).toEqual([
			['Sandrine Valide', 'mail'],
			['Bruno Valide', 'screen']
		]);
		await expect(getDecisionLink(db, tokenIn(mailsTo(bruno)[0]!))).rejects.toThrow(NotFound);
	});

	it('says what changed since what was validated', async () => {
		const id = await submitted('Le pont');
		for (const actor of [bruno, sandrine]) {
			const step = await stepOf(id, actor);
			await write((tx) => decideArticle(tx, actor, step, { verdict: 'approve', reason: '', via: 'screen' }));
		}
		const words = { title: 'Le pont', body: { type: 'doc' as const, content: [paragraph('Il rouvre lundi.')] } };
		await write((tx) => reviseArticle(tx, cast.desk, id, draftOf(cast, words)));
		await write((tx) => submitArticle(tx, cast.desk, id));
		const { changes } = await getForDecision(db, bruno, (await validationOf(id)).id);
		const [forVille, forAgglo] = changes!.map(({ differences }) => differences.map(({ label }) => label));
		expect(forVille).toEqual(['Paragraphe']);
		expect(forAgglo).toEqual(['Titre', 'Paragraphe']);
	});

	it('sends back with a reason only, and tells each person once', async () => {
		const id = await submitted('Une rumeur');
		await round();
		const token = tokenIn(about('Une rumeur', mailsTo(bruno))[0]!);
		await expect(decideFromMail(token, 'return', ' ')).rejects.toThrow(Invalid);
		await decideFromMail(token, 'return', 'La date est fausse.');
		expect(await stateOf(id)).toBe('returned');
		const told = (await noticesOf(cast.desk.id, 'returned')).filter(({ title }) => title.includes('rumeur'));
		expect(told).toHaveLength(1);
		await expect(getDecisionLink(db, tokenIn(about('Une rumeur', mailsTo(sandrine))[0]!))).rejects.toThrow(NotFound);
		expect((await listPending(db, sandrine.id)).some(({ validation }) => validation.title === 'Une rumeur')).toBe(
			false
		);
	});

	it('lets no link live longer than a week', async () => {
		await submitted('Sans réponse');
		await round();
		const token = tokenIn(about('Sans réponse', mailsTo(sandrine))[0]!);
		at('2026-11-30T08:59');
		await getDecisionLink(db, token);
		at('2026-11-30T09:01');
		await expect(decideFromMail(token, 'approve')).rejects.toThrow(NotFound);
	});

	it('reminds and asks the substitute once after a stop of a week', async () => {
		const id = await submitted('La longue attente');
		await round();
		office.received.length = 0;
		at('2026-11-30T10:00');
		await round();
		await round();
		const mine = (mails: Received[]) => about('La longue attente', mails);
		expect(mine(mailsTo(bruno)).map(({ email }) => email.subject)).toEqual([
			expect.stringMatching(/^Rappel, à valider/)
		]);
		expect(mine(mailsTo(claire)).map(({ email }) => email.subject)).toEqual([
			expect.stringMatching(/^À valider en suppléance/)
		]);
		expect(mine(mailsTo(claire))[0]!.email.text).toContain('Bruno Valide n’a pas répondu');
		expect(mine(mailsTo(sandrine))).toHaveLength(1);
		at('2026-12-08T10:00');
		await round();
		expect(mine(office.received)).toHaveLength(3);
		const steps = await db
			.selectFrom('validationStep')
			.innerJoin('validation', 'validation.id', 'validationStep.validationId')
			.select(['askedAt', 'remindedAt', 'substitutedAt', 'validationStep.structureId'])
			.where('subjectId', '=', id)
			.execute();
		const ofVille = steps.find(({ structureId }) => structureId === cast.ville.id)!;
		expect(ofVille.askedAt! < ofVille.remindedAt! && ofVille.remindedAt === ofVille.substitutedAt).toBe(true);
		const step = await stepOf(id, claire);
		await write((tx) => decideArticle(tx, claire, step, { verdict: 'approve', reason: '', via: 'screen' }));
	});

	it('asks once, late, what nobody was there to ask in time', async () => {
		await submitted('Oubliée');
		at('2026-11-30T10:00');
		await round();
		await round();
		const mine = (mails: Received[]) => about('Oubliée', mails);
		expect([mine(mailsTo(bruno)), mine(mailsTo(claire)), mine(mailsTo(sandrine))].map((mails) => mails.length)).toEqual(
			[1, 1, 1]
		);
		expect(mine(mailsTo(bruno))[0]!.email.text).toContain('Le délai est passé');
	});

	it('waits for the morning to mail what is asked at night, and mails it once', async () => {
		at('2026-11-27T20:30');
		await submitted('Vendredi soir');
		await round();
		expect(office.received).toHaveLength(0);
		expect((await noticesOf(sandrine.id, 'decide')).some(({ title }) => title.includes('Vendredi soir'))).toBe(true);
		at('2026-11-29T12:00');
		await round();
		expect(office.received).toHaveLength(0);
		at('2026-11-30T07:00');
		await round();
		const mine = (mails: Received[]) => about('Vendredi soir', mails);
		expect(mine(mailsTo(sandrine))).toHaveLength(1);
	});

	it('tries again a mail that could not leave, without telling twice', async () => {
		await submitted('Le serveur en panne');
		const closed = await openPostOffice({ refuse: true });
		const deaf = openTransport({ smtpUrl: closed.url, outboxDir: dataDir, dkim: undefined });
		await round(deaf);
		await round();
		expect(mailsTo(sandrine)).toHaveLength(0);
		at('2026-11-23T09:02');
		await round();
		await round();
		const mine = (mails: Received[]) => about('serveur en panne', mails);
		expect(mine(mailsTo(sandrine))).toHaveLength(1);
		const told = (await noticesOf(sandrine.id, 'decide')).filter(({ title }) => title.includes('panne'));
		expect(told).toHaveLength(1);
		deaf.close();
		await closed.close();
	});

	it('gives a cell of the grid back as it was, unless somebody wrote it since', async () => {
		const place = { sectionId: cast.mobilites.id, structureId: cast.ville.id };
		const set = (angle: string) =>
			write((tx) =>
				setRemit(tx, operator, {
					...place,
					...{ stance: 'leads', angle, people: [{ agentId: bruno.id, duty: 'approves' }] }
				})
			);
		await set('Les rues');
		await set('Les trottoirs');
		const { id } = (await findRemitChange(db, place))!;
		await write((tx) => undoRemit(tx, operator, place, id));
		expect(await getRemit(db, place.sectionId, place.structureId)).toMatchObject({
			angle: 'Les rues',
			people: [{ agentId: bruno.id, duty: 'approves' }]
		});
		await expect(write((tx) => undoRemit(tx, operator, place, id))).rejects.toThrow(Conflict);
		await expect(
			write((tx) => setRemit(tx, cast.desk, { ...place, stance: 'none', angle: '', people: [] }))
		).rejects.toThrow(Forbidden);
	});
});
