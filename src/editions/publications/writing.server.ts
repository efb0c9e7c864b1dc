import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '#foundation/accounts/index.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { cancelValidation } from '#foundation/validation/index.server.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import { plainDay } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import { json, lockRows, type Tx } from '#platform/database/index.server.ts';
import type { BlockDraft, IssueDraft, readIssue } from './input.ts';
import type { Issue, IssueBlock, Publication } from './publication.ts';
import { findIssue, getPublicationById } from './queries.server.ts';
import { articleIdsOf, emptyTribune, firstSpecial, isSpecialNumber, issueNumber } from './rules.ts';

export const subjectOf = (id: string) => ({ kind: 'issue', id });

/** An issue with its title, locked. Throws `NotFound`. */
export async function getForUpdate(tx: Tx, id: string): Promise<{ issue: Issue; publication: Publication }> {
	const row = await lockRows(tx, tx.selectFrom('issue').selectAll().where('id', '=', id)).executeTakeFirst();
	const issue = row && (await findIssue(tx, row.publicationId, row.number));
	if (!issue) throw new NotFound('Ce numéro n’existe pas.');
	return { issue, publication: await getPublicationById(tx, issue.publicationId) };
}

/** Blocks are limited to structures that carry the title; an article stands once; columns of groups go outside only. */
export function refuseStrangers(publication: Publication, blocks: BlockDraft[]): void {
	const isStrange = blocks.some(({ voices }) => voices.some((voice) => !publication.voices.includes(voice)));
	if (isStrange)
		throw new Invalid(`Un bloc est réservé à une structure qui ne porte pas « ${publication.title} ».`, {
			blocks: 'Une structure ne porte pas ce titre.'
		});
	const ids = articleIdsOf(blocks as IssueBlock[]);
	if (new Set(ids).size < ids.length)
		throw new Invalid('Un article figure deux fois dans le numéro.', { blocks: 'Un article figure deux fois.' });
	if (publication.reach === 'internal' && blocks.some(({ kind }) => kind === 'tribune'))
		throw new Invalid('Les tribunes paraissent dans les titres destinés aux habitants, jamais chez les agents.', {
			blocks: 'Retirez les tribunes de ce titre interne.'
		});
}

/** What the desk places of a group's column; its words are those that its writers deposited, whatever comes in. */
export const lockTribunes = (publication: Publication, before: IssueBlock[], blocks: BlockDraft[]): BlockDraft[] =>
	blocks.map((block) => {
		if (block.kind !== 'tribune') return block;
		const known = before.find((each) => each.kind === 'tribune' && each.id === block.id);
		if (known?.kind === 'tribune' && known.group === block.group) return { ...known, voices: block.voices };
		if (!publication.settings.tribunes.some(({ group }) => group === block.group))
			throw new Invalid(`« ${block.group} » n’a pas d’espace dans « ${publication.title} ».`, {
				blocks: 'Ce groupe n’a pas d’espace réservé dans ce titre.'
			});
		return { ...block, ...emptyTribune };
	});

/** The number that an issue takes: what is wanted when it fits the series and is free, else the next one of it. */
export async function numberFor(
	tx: Tx,
	{ id, title }: Publication,
	{ number, isSpecial, issueId }: { number: number | undefined; isSpecial: boolean; issueId?: string }
): Promise<number> {
	if (number === undefined || isSpecialNumber(number) !== isSpecial) return nextNumber(tx, id, isSpecial);
	const other = await findIssue(tx, id, number);
	if (other && other.id !== issueId) throw new Conflict(`« ${title} » a déjà un ${calledNumber(number)}.`);
	return number;
}

const calledNumber = (number: number) => (isSpecialNumber(number) ? issueNumber({ number }) : `numéro ${number}`);

async function nextNumber(tx: Tx, publicationId: string, isSpecial: boolean): Promise<number> {
	const { last } = await tx
		.selectFrom('issue')
		.select((eb) => eb.fn.max('number').as('last'))
		.where('publicationId', '=', publicationId)
		.where('number', isSpecial ? '>=' : '<', firstSpecial)
		.executeTakeFirstOrThrow();
	return Number(last ?? (isSpecial ? firstSpecial - 1 : 0)) + 1;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Replaces the blocks of an issue. An id that came in is kept when it is a UUID that stands once here and in no other
 * issue; orders of voices follow those that were changed. Answers the blocks with their ids, and the new id of each old one.
 */
export async function writeBlocks(
	tx: Tx,
	issueId: string,
	blocks: BlockDraft[]
): Promise<{ blocks: IssueBlock[]; renamed: Map<string, string> }> {
	await tx.deleteFrom('issueBlock').where('issueId', '=', issueId).execute();
	const wanted = blocks.flatMap(({ id }) => (id && uuid.test(id) ? [id] : []));
	const taken = new Set(
		wanted.length === 0
			? []
			: (await tx.selectFrom('issueBlock').select('id').where('id', 'in', wanted).execute()).map(({ id }) => id)
	);
	const renamed = new Map<string, string>();
	const kept = blocks.map((block) => {
		const isFree = block.id !== undefined && uuid.test(block.id) && !taken.has(block.id);
		const id = isFree ? block.id! : newId();
		taken.add(id);
		if (block.id !== undefined && !renamed.has(block.id)) renamed.set(block.id, id);
		return { ...block, id } as IssueBlock;
	});
	const rows = kept.map((block, position) => ({
		...{ id: block.id, issueId, position, content: json(block) },
		articleId: block.kind === 'article' ? block.articleId : null
	}));
	if (rows.length > 0) await tx.insertInto('issueBlock').values(rows).execute();
	return { blocks: kept, renamed };
}

/** What each structure says otherwise, of structures that carry the title, in an order of blocks that exist. */
export const settledVoices = (
	{ voices: carried }: Pick<Publication, 'voices'>,
	voices: Issue['voices'],
	blocks: IssueBlock[],
	renamed: Map<string, string>
): Issue['voices'] =>
	Object.fromEntries(
		Object.entries(voices)
			.filter(([id]) => carried.includes(id))
			.map(([id, voice]) => {
				const known = new Set(blocks.map((block) => block.id));
				const order = voice.order?.map((each) => renamed.get(each) ?? each).filter((each) => known.has(each));
				return [id, { ...voice, order: order && order.length > 0 ? [...new Set(order)] : null }];
			})
	);

/** Whether what came in says the same as what is kept. */
export const isUnchanged = (issue: Issue, draft: ReturnType<typeof readIssue>): boolean => {
	const { title, date, preheader, editorial, blocks, voices, isSpecial, number } = issue;
	const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
	return isDeepStrictEqual(
		plain({ number, title, date, preheader, editorial, blocks, voices, isSpecial }),
		plain({ ...draft, number: draft.number ?? number })
	);
};

/** Those who write the columns of an issue learn once that each waits for them. */
export async function tellWriters(
	tx: Tx,
	{ title, settings }: Publication,
	issue: Pick<Issue, 'id' | 'number' | 'date' | 'blocks'>
): Promise<void> {
	for (const block of issue.blocks) {
		if (block.kind !== 'tribune' || block.depositedOn !== null) continue;
		await notify(tx, {
			agents: settings.tribunes.find(({ group }) => group === block.group)?.writers ?? [],
			...{ key: `tribune:${block.id}`, kind: 'request', subject: subjectOf(issue.id) },
			title: `Tribune à remettre : « ${title} », ${issueNumber(issue)}`,
			detail: `Pour le numéro daté du ${plainDay(issue.date)}`,
			href: `/redaction/tribunes/${block.id}`
		});
	}
}

/** What changed is to be proofed again: what runs is interrupted, and the letters that were looked at are no more. */
export async function loseProof(tx: Tx, actor: Actor, { id }: Pick<Issue, 'id'>): Promise<void> {
	await cancelValidation(tx, actor, subjectOf(id));
	await tx.deleteFrom('issueLetter').where('issueId', '=', id).execute();
}

/** Writes a whole issue in place of what it was. Answers what is kept. */
export async function rewriteIssue(
	tx: Tx,
	actor: Actor,
	{ issue, publication }: { issue: Issue; publication: Publication },
	{ blocks: given, voices, isSpecial, number: wanted, ...read }: ReturnType<typeof readIssue>
): Promise<Issue> {
	refuseStrangers(publication, given);
	const locked = lockTribunes(publication, issue.blocks, given);
	const number = await numberFor(tx, publication, { number: wanted, isSpecial, issueId: issue.id });
	const { blocks, renamed } = await writeBlocks(tx, issue.id, locked);
	const said = settledVoices(publication, voices, blocks, renamed);
	const version = issue.version + 1;
	await tx
		.updateTable('issue')
		.set({
			...{ ...read, number, isSpecial: Number(isSpecial), version, updatedAt: now() },
			...{ editorial: json(read.editorial), voices: json(said), proofState: 'none', proofAt: null }
		})
		.where('id', '=', issue.id)
		.execute();
	await loseProof(tx, actor, issue);
	await tellWriters(tx, publication, { id: issue.id, number, date: read.date, blocks });
	const state = { version, proofState: 'none' as const, proofAt: null };
	return { ...issue, ...read, number, voices: said, isSpecial, ...state, blocks };
}

/** An issue as it would come in, to begin another from it. */
export const draftOfIssue = (issue: Issue): Required<IssueDraft> => {
	const { number, title, date, preheader, editorial, blocks, voices, isSpecial } = issue;
	return { number, title, date, preheader, editorial, blocks, voices, isSpecial };
};
