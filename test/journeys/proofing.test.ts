import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSlot, getSlot, submitArticle, withdrawArticle } from '#editorial/articles/index.server.ts';
import {
	attestProof,
	decideIssue,
	findIssueById,
	getComposition,
	getIssueForDecision,
	listFrozenLetters,
	listProofReaders,
	publishIssue,
	refuseUnproofed,
	requestProof,
	saveComposition,
	takeBackProof
} from '#editions/publications/index.server.ts';
import type { Issue } from '#editions/publications/index.ts';
import { createAgent, findActor } from '#foundation/accounts/index.server.ts';
import { operator, type AgentActor } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { findValidation, setCircuit } from '#foundation/validation/index.server.ts';
import { Conflict, Forbidden, NotFound } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

describe.each(engines)('the proof of an issue on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let press: Press;
	let cast: Cast;
	let bruno: AgentActor;
	let sandrine: AgentActor;
	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		press = await openPress(db);
		({ cast } = press);
		bruno = await approver('Bruno', cast.ville.id);
		sandrine = await approver('Sandrine', cast.agglo.id);
	});
	afterAll(async () => {
		await close();
		press.close();
	});

	const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const approver = (firstName: string, structureId: string): Promise<AgentActor> =>
		write(async (tx) => {
			const { id } = await createAgent(tx, operator, {
				...{ firstName, lastName: 'Valide', email: `${firstName.toLowerCase()}@essai.example` },
				memberships: [{ structureId }]
			});
			const step = {
				label: 'BAT',
				approver: { kind: 'agent' as const, agentId: id },
				substituteId: null,
				dueHours: 24
			};
			await setCircuit(tx, operator, { structureId, sectionId: null, kind: 'issue', steps: [step] });
			return (await findActor(tx, id))!;
		});
	const request = (issue: Issue) => write((tx) => requestProof(tx, cast.desk, issue.id, press.settings));
	const issueNow = async (issue: Issue) => (await findIssueById(db, issue.id))!;
	const decide = async (issue: Issue, who: AgentActor, verdict: 'approve' | 'return', reason = '') => {
		const validation = await findValidation(db, { kind: 'issue', id: issue.id });
		const step = validation!.steps.find(({ people }) => people.some(({ id }) => id === who.id))!;
		await write((tx) => decideIssue(tx, who, step.id, { verdict, reason, via: 'screen' }));
	};
	const proofed = async (blocks = [articleBlock(press.snow)]) => {
		const issue = await press.issueOf(press.weekly, blocks);
		await request(issue);
		await decide(issue, bruno, 'approve');
		await decide(issue, sandrine, 'approve');
		return issueNow(issue);
	};
	const refusal = async (issue: Issue) =>
		refuseUnproofed(db, await issueNow(issue), press.settings).then(
			() => undefined,
			(error: unknown) => {
				if (error instanceof Conflict) return error.message;
				throw error;
			}
		);

	it('is asked of each structure, with the letters as they are, and given when all have approved', async () => {
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow)]);
		expect(await request(issue)).toBe('submitted');
		await expect(request(issue)).rejects.toBeInstanceOf(Conflict);
		await expect(write((tx) => publishIssue(tx, cast.desk, issue.id))).rejects.toThrow('BAT');
		const validation = (await findValidation(db, { kind: 'issue', id: issue.id }))!;
		const seen = await getIssueForDecision(db, bruno, validation.id);
		expect(seen.letters.map(({ structureId }) => structureId)).toEqual(press.weekly.voices);
		expect(seen.mine.map(({ structureId }) => structureId)).toEqual([cast.ville.id]);
		await expect(getIssueForDecision(db, cast.agentOfVille, validation.id)).rejects.toBeInstanceOf(NotFound);
		await decide(issue, bruno, 'approve');
		expect((await issueNow(issue)).proofState).toBe('submitted');
		await decide(issue, sandrine, 'approve');
		expect((await issueNow(issue)).proofState).toBe('approved');
		expect(await refusal(issue)).toBeUndefined();
		await write((tx) => publishIssue(tx, cast.desk, issue.id));
		expect((await listProofReaders(db, press.weekly)).map(({ email }) => email).sort()).toEqual([
			'bruno@essai.example',
			'sandrine@essai.example'
		]);
	});

	it('comes back with its reason, and starts again from the corrected issue', async () => {
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow)]);
		await request(issue);
		await decide(issue, sandrine, 'return', 'Le titre est faux.');
		const returned = await getComposition(db, cast.desk, issue.id);
		expect(returned.issue.proofState).toBe('returned');
		expect(returned.validation?.decisions.at(-1)?.reason).toBe('Le titre est faux.');
		expect(await request(issue)).toBe('submitted');
	});

	it('is taken back by any change, and the circuit that ran with it', async () => {
		const issue = await proofed();
		const { number, title, date, preheader, editorial, blocks, voices, isSpecial, version } = issue;
		const same = { number, title, date, preheader, editorial, blocks, voices, isSpecial };
		const save = (change: object) =>
			write((tx) => saveComposition(tx, cast.desk, issue.id, version, { ...same, ...change }));
		expect((await save({})).proofState).toBe('approved');
		expect((await save({ preheader: 'Autre chose' })).proofState).toBe('none');
		expect(await listFrozenLetters(db, issue.id)).toEqual([]);
		expect(await refusal(issue)).toContain('BAT');
		await request(issue);
		await write((tx) => takeBackProof(tx, cast.desk, issue.id));
		expect((await findValidation(db, { kind: 'issue', id: issue.id }))?.state).toBe('cancelled');
		expect((await issueNow(issue)).proofState).toBe('none');
	});

	it('does not hold for an article that was corrected or withdrawn since: what changed is named', async () => {
		const firs = await press.publish(draftOf(cast, { title: 'Les sapins' }));
		const lamps = await press.publish(draftOf(cast, { title: 'Les lampadaires' }));
		const issue = await proofed([articleBlock(firs), articleBlock(lamps), articleBlock(press.snow)]);
		expect(await refusal(issue)).toBeUndefined();
		await write(async (tx) => {
			const { draft, version } = await getSlot(tx, cast.desk, firs);
			const body = { type: 'doc' as const, content: [paragraph('Les équipes partent à cinq heures.')] };
			await saveSlot(tx, cast.desk, firs, { version, draft: { ...draft, content: { ...draft.content, body } } });
			await submitArticle(tx, operator, firs);
			await withdrawArticle(tx, operator, lamps, 'Erreur de date');
		});
		const said = await refusal(issue);
		expect(said).toContain('« Les sapins » a été corrigé');
		expect(said).toContain('« Les lampadaires » n’est plus visible');
		expect(said).not.toContain('neige');
	});

	it('is attested by the operator alone, and the audit says so', async () => {
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow, 'title')]);
		const attest = (actor: AgentActor | typeof operator) =>
			write((tx) => attestProof(tx, actor, issue.id, press.settings));
		await expect(attest(cast.desk)).rejects.toBeInstanceOf(Forbidden);
		await attest(operator);
		expect(await refusal(issue)).toBeUndefined();
		const [entry] = await listAudit(db, { kind: 'issue', id: issue.id });
		expect(entry?.action).toBe('issue.attest');
	});
});
