import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { plainBlocks, typedBlocks, type Block, type Doc, type Inline } from '#editorial/content/index.ts';
import { dayOf, type Day } from '#kernel/dates.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import { count } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import { json, type Db, type Tx } from '#platform/database/index.server.ts';
import { canWriteTribune } from './can.ts';
import type { Issue, IssueBlock, Publication } from './publication.ts';
import { findIssueById, getPublicationById } from './queries.server.ts';
import { isPublished } from './rules.ts';
import { getForUpdate, loseProof, subjectOf } from './writing.server.ts';

type Column = Extract<IssueBlock, { kind: 'tribune' }>;

/** A column that waits for its group, or that it deposited. `text`: paragraphs, an empty line between them. */
export type Tribune = {
	id: string;
	group: string;
	title: string;
	text: string;
	signature: string;
	depositedOn: Day | null;
	/** Signs of its space; null when it is no more. */
	limit: number | null;
	publication: Publication;
	issue: Pick<Issue, 'id' | 'number' | 'title' | 'date' | 'publishedAt'>;
};

/** Columns of issues to come that this person may write, soonest first. */
export async function listTribunes(db: Db, actor: Actor): Promise<Tribune[]> {
	if (actor.kind !== 'agent') return [];
	const rows = await db
		.selectFrom('issueBlock')
		.innerJoin('issue', 'issue.id', 'issueBlock.issueId')
		.select(['issueBlock.id', 'issueBlock.issueId'])
		.where('issueBlock.content', 'like', '%"kind":"tribune"%')
		.where((eb) => eb.or([eb('issue.publishedAt', 'is', null), eb('issue.publishedAt', '>', now())]))
		.orderBy('issue.date')
		.execute();
	const found: Tribune[] = [];
	for (const { id, issueId } of rows) {
		const tribune = await findTribune(db, issueId, id);
		if (tribune && canWriteTribune(actor, tribune.publication, tribune.group)) found.push(tribune);
	}
	return found;
}

/** A column for who writes it. Throws `NotFound` for anybody else, the desk included: it places it and reads it there. */
export async function getTribune(db: Db, actor: Actor, id: string): Promise<Tribune> {
	const row = await db.selectFrom('issueBlock').select('issueId').where('id', '=', id).executeTakeFirst();
	const tribune = row && (await findTribune(db, row.issueId, id));
	if (!tribune || !canWriteTribune(actor, tribune.publication, tribune.group))
		throw new NotFound('Cette tribune n’existe pas, ou vous n’êtes pas de ceux qui l’écrivent.');
	return tribune;
}

async function findTribune(db: Db, issueId: string, id: string): Promise<Tribune | undefined> {
	const issue = await findIssueById(db, issueId);
	const block = issue?.blocks.find((each) => each.id === id);
	if (!issue || block?.kind !== 'tribune') return undefined;
	const publication = await getPublicationById(db, issue.publicationId);
	const { group, title, body, signature, depositedOn } = block;
	const space = publication.settings.tribunes.find((each) => each.group === group);
	return {
		...{ id, group, title, signature, depositedOn, publication, issue },
		text: typedText(body.content),
		limit: space?.signs ?? null
	};
}

const lineText = (content: Inline[] = []): string =>
	content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');

/** What was typed to make these blocks: the other way round of `typedBlocks`. */
const typedText = (blocks: Block[]): string =>
	blocks
		.map((block) => {
			if (block.type === 'paragraph') return lineText(block.content);
			if (block.type === 'bulletList')
				return block.content.map((item) => `- ${plainBlocks([item as never])}`).join('\n');
			return plainBlocks([block]);
		})
		.join('\n\n')
		.trim();

export type TribuneDraft = { title: string; text: string; signature: string };

/**
 * Deposits what a group writes, in place of what it had: dated of today. Only its own writers may, until the issue
 * appears. Throws `Invalid` when it does not fit its space.
 */
export async function depositTribune(tx: Tx, actor: Actor, id: string, draft: TribuneDraft): Promise<void> {
	const { issue: found, limit, publication, group } = await getTribune(tx, actor, id);
	const { issue } = await getForUpdate(tx, found.id);
	const block = issue.blocks.find((each): each is Column => each.id === id && each.kind === 'tribune');
	if (!block) throw new NotFound();
	if (isPublished(issue, now())) throw new Conflict('Ce numéro a paru : sa tribune ne change plus.');
	const read = checked(draft, limit);
	const deposited: Column = { ...block, ...read, depositedOn: dayOf(now()) };
	await tx
		.updateTable('issueBlock')
		.set({ content: json<IssueBlock>(deposited) })
		.where('id', '=', id)
		.execute();
	await tx
		.updateTable('issue')
		.set({ version: issue.version + 1, updatedAt: now(), proofState: 'none', proofAt: null })
		.where('id', '=', issue.id)
		.execute();
	await loseProof(tx, actor, issue);
	const detail = { publication: publication.slug, number: issue.number, group };
	await audit(tx, actor, 'issue.tribune', subjectOf(issue.id), detail);
}

function checked(
	{ title, text, signature }: TribuneDraft,
	limit: number | null
): { title: string; body: Doc; signature: string } {
	const fields: Record<string, string> = {};
	const signs = text.trim().length;
	if (signs === 0) fields.text = 'Écrivez le texte de la tribune.';
	if (limit !== null && signs > limit)
		fields.text = `Votre texte compte ${count(signs, 'signe')}, votre espace ${count(limit, 'signe')}.`;
	if (title.length > 120) fields.title = 'Le titre dépasse 120 signes.';
	if (signature.length > 160) fields.signature = 'La signature dépasse 160 signes.';
	const [first] = Object.values(fields);
	if (first) throw new Invalid(first, fields);
	return { title: title.trim(), signature: signature.trim(), body: { type: 'doc', content: typedBlocks(text) } };
}
