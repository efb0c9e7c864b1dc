import { findToldKeys, notify } from '#foundation/notices/index.server.ts';
import { typeset } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';

/** Milliseconds: a correction of an older letter is no news. */
const notOlderThan = 60 * 86_400_000;

/** Tells who sent a letter that one of its articles was corrected since: once for each correction. Answers how many. */
export async function tellCorrections(db: Db): Promise<number> {
	const since = new Date(Date.parse(now()) - notOlderThan).toISOString();
	const rows = await db
		.selectFrom('mailing')
		.innerJoin('issueBlock', 'issueBlock.issueId', 'mailing.issueId')
		.innerJoin('article', 'article.id', 'issueBlock.articleId')
		.innerJoin('revision', 'revision.id', 'article.liveId')
		.innerJoin('issue', 'issue.id', 'mailing.issueId')
		.innerJoin('publication', 'publication.id', 'issue.publicationId')
		.select(['mailing.issueId', 'mailing.createdBy', 'article.id', 'article.correctedAt', 'article.correction'])
		.select(['revision.title', 'issue.number', 'publication.title as publication'])
		.where('mailing.startedAt', '>=', since)
		.whereRef('article.correctedAt', '>', 'mailing.startedAt')
		.execute();
	const due = rows.map((row) => ({ ...row, key: `correction:${row.issueId}:${row.id}:${row.correctedAt}` }));
	const told = await findToldKeys(
		db,
		due.map(({ key }) => key)
	);
	const fresh = due.filter(({ key, createdBy }) => createdBy !== null && !told.has(key));
	for (const { key, createdBy, issueId, title, number, publication, correction } of fresh)
		await db.transaction().execute((tx) =>
			notify(tx, {
				agents: [createdBy!],
				...{ key, kind: 'correction', subject: { kind: 'issue', id: issueId } },
				title: typeset(`« ${title} », envoyé dans « ${publication} » n° ${number}, a été corrigé`),
				detail: correction,
				href: `/redaction/numeros/${issueId}/rectificatif`
			})
		);
	return fresh.length;
}
