import { createHash } from 'node:crypto';
import { canWriteIssue, type Issue, type Publication } from '#editions/publications/index.ts';
import { findPublication, listAllIssues } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { daysBetween } from '#kernel/days.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';

/** An issue in the history of its title: what shows that a series is old, regular and always the same (L52-1). */
export type SeriesLine = Pick<Issue, 'number' | 'title' | 'date' | 'isSpecial'> & {
	/** Days since the one before; null for the first. */
	interval: number | null;
	articles: number;
	/** Of the largest letter, in bytes; null when no letter was kept. */
	letterBytes: number | null;
	/** Whether its headings, or the model of its letter, are not those of the one before; null: nothing to compare with. */
	headingsChanged: boolean | null;
	modelChanged: boolean | null;
	/** Letters prepared, over all its mailings. */
	recipients: number;
};

/** Every issue of a title that appeared, newest first, for who composes it; `NotFound` for anybody else. */
export async function getSeries(
	db: Db,
	actor: Actor,
	slug: string
): Promise<{ publication: Publication; lines: SeriesLine[] }> {
	const publication = await findPublication(db, slug);
	if (!publication || !canWriteIssue(actor, publication)) throw new NotFound('Ce titre n’existe pas.');
	const issues = (await listAllIssues(db, publication.id)).filter(({ publishedAt }) => publishedAt !== null).reverse();
	const letters = await lettersOf(db, publication.id);
	const recipients = await recipientsOf(db, publication.id);
	const lines = issues.map((issue, index): SeriesLine => {
		const before = issues[index - 1];
		const [own, last] = [letters.get(issue.id), before && letters.get(before.id)];
		return {
			...{ number: issue.number, title: issue.title, date: issue.date, isSpecial: issue.isSpecial },
			interval: before ? daysBetween(before.date, issue.date) : null,
			articles: issue.blocks.filter(({ kind }) => kind === 'article').length,
			letterBytes: own?.bytes ?? null,
			headingsChanged: before ? headings(before) !== headings(issue) : null,
			modelChanged: own && last ? own.model !== last.model : null,
			recipients: recipients.get(issue.id) ?? 0
		};
	});
	return { publication, lines: lines.reverse() };
}

const headings = ({ blocks }: Issue): string =>
	blocks.flatMap((block) => (block.kind === 'heading' ? [block.title] : [])).join('\n');

/** The model of a letter is what its words do not change: the style in its head. */
async function lettersOf(db: Db, publicationId: string): Promise<Map<string, { bytes: number; model: string }>> {
	const rows = await db
		.selectFrom('issueLetter')
		.innerJoin('issue', 'issue.id', 'issueLetter.issueId')
		.select(['issueLetter.issueId', 'issueLetter.html', 'issueLetter.bytes', 'issueLetter.structureId'])
		.where('issue.publicationId', '=', publicationId)
		.orderBy('issueLetter.structureId')
		.execute();
	const found = new Map<string, { bytes: number; model: string }>();
	for (const { issueId, html, bytes } of rows) {
		const known = found.get(issueId);
		const styles = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, style]) => style).join('\n');
		const model = known?.model ?? createHash('sha256').update(styles).digest('hex').slice(0, 12);
		found.set(issueId, { bytes: Math.max(bytes, known?.bytes ?? 0), model });
	}
	return found;
}

async function recipientsOf(db: Db, publicationId: string): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('mailing')
		.select(['issueId', (eb) => eb.fn.sum<number>(eb('candidates', '-', eb.ref('excluded'))).as('prepared')])
		.where('publicationId', '=', publicationId)
		.where('startedAt', 'is not', null)
		.groupBy('issueId')
		.execute();
	return new Map(rows.map(({ issueId, prepared }) => [issueId, Number(prepared)]));
}
