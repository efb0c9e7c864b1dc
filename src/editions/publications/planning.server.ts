import { canWriteSomething } from '#editorial/articles/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Day } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canWriteIssue } from './can.ts';
import { listAllPublications } from './queries.server.ts';
import type { ProofState, Publication } from './publication.ts';
import { isPublished } from './rules.ts';

/** An issue as the desk sees it coming: the desk of each structure sees those of the others. */
export type PlannedIssue = {
	id: string;
	number: number;
	title: string;
	date: Day;
	publication: Publication;
	isPublished: boolean;
	/** Where its proof stands. */
	proofState: ProofState;
	/** Whether the actor may compose it. */
	isMine: boolean;
};

/** Issues whose cover is dated from `first` to `last`, in preparation or not. Empty for who has no desk. */
export async function listPlannedIssues(db: Db, actor: Actor, first: Day, last: Day): Promise<PlannedIssue[]> {
	if (!canWriteSomething(actor)) return [];
	const rows = await db
		.selectFrom('issue')
		.select(['id', 'publicationId', 'number', 'title', 'date', 'publishedAt', 'proofState'])
		.where('date', '>=', first)
		.where('date', '<=', last)
		.orderBy('date')
		.orderBy('publicationId')
		.execute();
	if (rows.length === 0) return [];
	const publications = await listAllPublications(db);
	return rows.flatMap(({ publicationId, publishedAt, ...issue }) => {
		const publication = publications.find(({ id }) => id === publicationId);
		if (!publication) return [];
		return [
			{
				...issue,
				publication,
				isPublished: isPublished({ publishedAt }, now()),
				isMine: canWriteIssue(actor, publication)
			}
		];
	});
}
