import {
	changeIssue,
	createIssue,
	createPublication,
	decideIssue,
	duplicateIssue,
	findPublication,
	listAllIssues,
	nextIssue,
	requestProof
} from '#editions/publications/index.server.ts';
import type { BlockDraft, Publication } from '#editions/publications/index.ts';
import { findActor, findAgent } from '#foundation/accounts/index.server.ts';
import { demoDomain, operator, type AgentActor } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { findValidation } from '#foundation/validation/index.server.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';

const write = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);

async function person(db: Db, name: string): Promise<AgentActor> {
	const agent = await findAgent(db, `${name}@${demoDomain}`);
	return (await findActor(db, agent!.id))!;
}

/** The next public letter of the demo, in two voices, once more; `decide` asks for its proof and decides it for each. */
export async function proofing(
	db: Db,
	origin: string,
	dataDir: string
): Promise<{ issueId: string; decide(verdict: 'approve' | 'return', reason?: string): Promise<void> }> {
	const [desk, ...readers] = await Promise.all(
		['redaction', 'valideur.ville', 'valideur.agglo'].map((name) => person(db, name))
	);
	const publication = (await findPublication(db, 'la-lettre-de-l-agglo'))!;
	const [last] = await listAllIssues(db, publication.id);
	const { id: issueId } = await write(db, (tx) => duplicateIssue(tx, operator, last!.id));
	return {
		issueId,
		async decide(verdict, reason = '') {
			await write(db, (tx) => requestProof(tx, desk!, issueId, { origin, dataDir }));
			for (const reader of verdict === 'return' ? readers.slice(0, 1) : readers) {
				const validation = (await findValidation(db, { kind: 'issue', id: issueId }))!;
				const step = validation.steps.find(({ people }) => people.some(({ id }) => id === reader.id))!;
				await write(db, (tx) => decideIssue(tx, reader, step.id, { verdict, reason, via: 'screen' }));
			}
		}
	};
}

/** A special issue of the public letter, beside its series. */
export async function specialLetter(db: Db): Promise<string> {
	const publication = (await findPublication(db, 'la-lettre-de-l-agglo'))!;
	const [last] = await listAllIssues(db, publication.id);
	return write(db, async (tx) => {
		const { id } = await duplicateIssue(tx, operator, last!.id);
		await changeIssue(tx, operator, id, { isSpecial: true });
		return id;
	});
}

/** An issue of the letter to agents that holds everything the demo has published, in full. */
export async function heavyIssue(db: Db): Promise<string> {
	const publication = (await findPublication(db, 'infolettre-du-jeudi'))!;
	const articles = await db.selectFrom('article').select('id').where('liveId', 'is not', null).execute();
	const blocks: BlockDraft[] = articles.map(({ id }) => ({
		...{ kind: 'article', articleId: id, form: 'full', voices: [] }
	}));
	const draft = { title: 'Tout, et en entier', date: '2026-12-10', preheader: 'Beaucoup', editorial: null, blocks };
	return (await write(db, (tx) => createIssue(tx, operator, publication.id, draft))).id;
}

/** The column of a group, in the first issue of a magazine of the Ville, written by `who`. */
export async function columnOf(db: Db, who: string): Promise<string> {
	const ville = (await listStructures(db)).find(({ slug }) => slug === 'ville')!;
	const { id: writer } = await person(db, who);
	const settings = { tribunes: [{ group: 'Brézanne ensemble', signs: 1500, writers: [writer] }] };
	const issue = await write(db, async (tx) => {
		const title = { title: 'Brézanne magazine', kind: 'journal', tagline: '', cadence: '', reach: 'public' } as const;
		const draft = {
			...title,
			ownerId: ville.id,
			voices: [ville.id],
			settings: settings as unknown as Publication['settings']
		};
		const { id } = await createPublication(tx, operator, draft);
		return nextIssue(tx, operator, id);
	});
	return issue.blocks.find(({ kind }) => kind === 'tribune')!.id;
}
