import { listIssues, listPublications } from '#editions/publications/index.server.ts';
import type { IssueSummary, Publication } from '#editions/publications/index.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';

/** The newest issue of the journal that the reader's structure carries; of the first one, when it carries several. */
export async function currentJournal(
	db: Db,
	reader: Reader
): Promise<{ publication: Publication; issue: IssueSummary } | undefined> {
	const titles = await listPublications(db, { ...reader, structures: [reader.structure] });
	for (const publication of titles.filter(({ kind }) => kind === 'journal')) {
		const [issue] = await listIssues(db, reader, publication.id, { limit: 1, highlights: true });
		if (issue) return { publication, issue };
	}
	return undefined;
}
