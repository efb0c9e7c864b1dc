import { changeIssue, listAllIssues, nextIssue } from '#editions/publications/index.server.ts';
import type { BlockDraft, Issue, IssueBlock, Publication } from '#editions/publications/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Conflict, NotFound } from '#kernel/errors.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { getIssueCorrections } from './queries.server.ts';
import type { IssueCorrections, SentCorrection } from './correction.ts';
import { correctiveTitle } from './rules.ts';

/**
 * Puts the corrective text of an article at the head of the next issue in preparation of the same title, which is begun
 * when there is none; structures that say it otherwise have a text each. Throws `Conflict` when it is said already.
 */
export async function sayInNextIssue(tx: Tx, actor: Actor, issueId: string, articleId: string): Promise<Issue> {
	const found = await getIssueCorrections(tx, actor, issueId);
	const correction = found.corrections.find((one) => one.articleId === articleId);
	if (!correction) throw new NotFound('Cet article n’a pas été corrigé depuis ce numéro.');
	if (correction.saidIn !== null) throw new Conflict(`Le rectificatif est déjà dans le numéro ${correction.saidIn}.`);
	const next = await nextInPreparation(tx, actor, found);
	const blocks: BlockDraft[] = [...textsOf(found.publication, correction), ...next.blocks];
	const changed = await changeIssue(tx, actor, next.id, { blocks: blocks as IssueBlock[] });
	const { at: correctedAt } = correction;
	await tx.insertInto('issueCorrection').values({ issueId, articleId, correctedAt, saidInId: next.id }).execute();
	await audit(tx, actor, 'issue.correction', { kind: 'issue', id: next.id }, { corrects: issueId, articleId });
	return changed;
}

async function nextInPreparation(tx: Tx, actor: Actor, { publication, issue }: IssueCorrections): Promise<Issue> {
	const later = (await listAllIssues(tx, publication.id)).filter(
		({ number, publishedAt, isSpecial }) => number > issue.number && publishedAt === null && !isSpecial
	);
	return later.at(-1) ?? nextIssue(tx, actor, publication.id);
}

function textsOf(publication: Publication, { proposals }: SentCorrection): BlockDraft[] {
	return proposals.map(({ voices, text }) => ({
		kind: 'text',
		title: correctiveTitle,
		voices: voices.length === publication.voices.length ? [] : voices,
		body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
	}));
}
