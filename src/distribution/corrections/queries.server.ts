import { findRenditions, listCorrections } from '#editorial/articles/index.server.ts';
import { findIssueById, getPublicationById } from '#editions/publications/index.server.ts';
import { canWriteIssue, type Issue, type Publication } from '#editions/publications/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { IssueCorrections, SentCorrection } from './correction.ts';
import { correctiveText, together } from './rules.ts';

/** What was corrected in an issue since it went out, for who composes its title; `NotFound` for anybody else. */
export async function getIssueCorrections(db: Db, actor: Actor, issueId: string): Promise<IssueCorrections> {
	const issue = await findIssueById(db, issueId);
	if (!issue) throw new NotFound('Ce numéro n’existe pas.');
	const publication = await getPublicationById(db, issue.publicationId);
	if (!canWriteIssue(actor, publication)) throw new NotFound('Ce numéro n’existe pas.');
	const outAt = await outSince(db, issue);
	const corrections = outAt === null ? [] : await correctionsOf(db, publication, issue, outAt);
	return { publication, issue, outAt, corrections };
}

async function outSince(db: Db, { id, publishedAt }: Issue): Promise<Instant | null> {
	const { first } = await db
		.selectFrom('mailing')
		.select((eb) => eb.fn.min('startedAt').as('first'))
		.where('issueId', '=', id)
		.executeTakeFirstOrThrow();
	if (first) return first;
	return publishedAt !== null && publishedAt <= now() ? publishedAt : null;
}

async function correctionsOf(
	db: Db,
	publication: Publication,
	issue: Issue,
	outAt: Instant
): Promise<SentCorrection[]> {
	const ids = issue.blocks.flatMap((block) => (block.kind === 'article' ? [block.articleId] : []));
	const corrected = [...(await listCorrections(db, ids)).values()].filter(({ at }) => at > outAt);
	if (corrected.length === 0) return [];
	const said = new Map<string, { slug: string; proposals: { voice: string; title: string; text: string }[] }>();
	for (const voice of publication.voices) {
		const reader = { structure: voice, structures: [voice], reach: publication.reach };
		const found = await findRenditions(
			db,
			reader,
			corrected.map(({ articleId }) => articleId).filter((id) => isCarried(issue, id, voice))
		);
		for (const [id, { summary, rendition }] of found) {
			const { title } = rendition;
			const notice = corrected.find(({ articleId }) => articleId === id)?.text ?? '';
			const own = said.get(id) ?? { slug: summary.slug, proposals: [] };
			own.proposals.push({ voice, title, text: correctiveText(publication, issue, { title, notice }) });
			said.set(id, own);
		}
	}
	const saidIn = await saidInOf(db, issue.id);
	return corrected.flatMap(({ articleId, text, at }) => {
		const own = said.get(articleId);
		if (!own) return [];
		const { slug, proposals } = own;
		const number = saidIn.get(`${articleId} ${at}`) ?? null;
		return [{ articleId, slug, notice: text, at, proposals: together(proposals), saidIn: number }];
	});
}

/** The number of the issue that says each correction. */
async function saidInOf(db: Db, issueId: string): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('issueCorrection')
		.innerJoin('issue', 'issue.id', 'issueCorrection.saidInId')
		.select(['issueCorrection.articleId', 'issueCorrection.correctedAt', 'issue.number'])
		.where('issueCorrection.issueId', '=', issueId)
		.execute();
	return new Map(rows.map(({ articleId, correctedAt, number }) => [`${articleId} ${correctedAt}`, number]));
}

const isCarried = ({ blocks }: Issue, articleId: string, voice: string): boolean =>
	blocks.some(
		(block) =>
			block.kind === 'article' &&
			block.articleId === articleId &&
			(block.voices.length === 0 || block.voices.includes(voice))
	);
