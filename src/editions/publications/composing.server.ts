import { listReadyArticles, listReadyByIds, type Carrier, type ReadyFilter } from '#editorial/articles/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { findValidation } from '#foundation/validation/index.server.ts';
import { instantFromLocal } from '#kernel/dates.ts';
import { Conflict, Forbidden, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { canPublishIssue, canWriteIssue } from './can.ts';
import type { Composition, ReadyLine } from './composition.ts';
import { readIssue, type IssueDraft } from './input.ts';
import { outletOf } from './media-uses.server.ts';
import type { Issue, Publication } from './publication.ts';
import { findIssueById, getPublicationById, listAllIssues } from './queries.server.ts';
import { articleIdsOf, isPublished, issueNumber } from './rules.ts';
import { getForUpdate, isUnchanged, rewriteIssue, subjectOf } from './writing.server.ts';

const carrierOf = ({ voices, reach, kind }: Publication): Carrier => ({ voices, reach, outlet: outletOf(kind) });

/** An issue for who composes it. Throws `NotFound`, also for who may not write it. */
export async function getComposition(db: Db, actor: Actor, issueId: string): Promise<Composition> {
	const issue = await findIssueById(db, issueId);
	const publication = issue && (await getPublicationById(db, issue.publicationId));
	if (!issue || !publication || !canWriteIssue(actor, publication)) throw new NotFound('Ce numéro n’existe pas.');
	const { updatedAt, createdAt } = await db
		.selectFrom('issue')
		.select(['updatedAt', 'createdAt'])
		.where('id', '=', issueId)
		.executeTakeFirstOrThrow();
	return {
		publication,
		issue,
		articles: await listReadyByIds(db, carrierOf(publication), articleIdsOf(issue.blocks)),
		letters: await db
			.selectFrom('issueLetter')
			.select(['structureId', 'bytes', 'sha256', 'frozenAt'])
			.where('issueId', '=', issueId)
			.execute(),
		validation: (await findValidation(db, subjectOf(issueId))) ?? null,
		changedAt: updatedAt ?? createdAt,
		canPublish: canPublishIssue(actor, publication)
	};
}

/**
 * Replaces the whole of an issue by what its composer holds. `version` is that from which he began: throws `Conflict`
 * when somebody else has changed it since. Any change takes the proof back; what changes nothing leaves everything as it is.
 */
export async function saveComposition(
	tx: Tx,
	actor: Actor,
	issueId: string,
	version: number,
	draft: IssueDraft
): Promise<Issue> {
	const { issue, publication } = await getForUpdate(tx, issueId);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	if (issue.version !== version)
		throw new Conflict('Ce numéro a été modifié entre-temps : rechargez la page, puis refaites ce changement.');
	const read = readIssue(draft);
	if (isUnchanged(issue, read)) return issue;
	const saved = await rewriteIssue(tx, actor, { issue, publication }, read);
	const correction = isPublished(issue, now());
	await audit(tx, actor, 'issue.compose', subjectOf(issueId), { version: saved.version, correction });
	return saved;
}

/** How many lines the composer is given at once; the search finds the others. */
const mostReady = 200;

/**
 * What an issue of a title can be made of: validated articles that it may carry and that none of its issues holds.
 * Those validated since the last issue come first, among them those offered to this title; the rest is the "marbre".
 * Who searches finds at the end what other issues hold: an event may be recalled.
 * `composing`: the issue (id) being composed, whose own articles are there too, since one may take them out of it.
 */
export async function listReady(
	db: Db,
	actor: Actor,
	publication: Publication,
	{ composing, ...filter }: Omit<ReadyFilter, 'except'> & { composing?: string } = {}
): Promise<ReadyLine[]> {
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	const issues = await listAllIssues(db, publication.id);
	const holders = new Map(
		issues
			.filter(({ id }) => id !== composing)
			.flatMap((issue) => articleIdsOf(issue.blocks).map((id) => [id, issueNumber(issue)] as const))
	);
	const except = filter.search ? [] : [...holders.keys()];
	const last =
		issues
			.filter((issue) => isPublished(issue, now()))
			.map(lastMoment)
			.sort()
			.at(-1) ?? '';
	const found = await listReadyArticles(db, carrierOf(publication), { ...filter, except });
	const lines = found.map((article) => {
		const heldBy = holders.get(article.id) ?? null;
		return { ...article, heldBy, isRecent: !heldBy && (article.validatedAt ?? '') > last };
	});
	const rank = ({ isRecent, isOffered, heldBy }: ReadyLine) =>
		(heldBy ? 0 : 4) + (isRecent ? 2 : 0) + (isOffered ? 1 : 0);
	return lines
		.sort((a, b) => rank(b) - rank(a) || (b.validatedAt ?? '').localeCompare(a.validatedAt ?? ''))
		.slice(0, mostReady);
}

/** When an issue was made: what was validated later could not stand in it. */
const lastMoment = ({ publishedAt, date }: Issue): string => publishedAt ?? instantFromLocal(date) ?? date;
