import { findIssue, listAllPublications } from '#editions/publications/index.server.ts';
import type { FrozenLetter, Issue, Publication } from '#editions/publications/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';

/** An issue with its title, by its id. Throws `NotFound`. */
export async function getArchivedIssue(db: Db, id: string): Promise<{ issue: Issue; publication: Publication }> {
	const row = await db.selectFrom('issue').select(['publicationId', 'number']).where('id', '=', id).executeTakeFirst();
	const publication = row && (await listAllPublications(db)).find((one) => one.id === row.publicationId);
	const issue = publication && (await findIssue(db, publication.id, row.number));
	if (!issue) throw new NotFound('Ce numéro n’existe pas.');
	return { issue, publication };
}

/** Its letters as they were when its proof was asked for. */
export async function listKeptLetters(db: Db, issueId: string): Promise<FrozenLetter[]> {
	const rows = await db.selectFrom('issueLetter').selectAll().where('issueId', '=', issueId).execute();
	return rows.map(({ issueId: _, ...letter }) => letter);
}
