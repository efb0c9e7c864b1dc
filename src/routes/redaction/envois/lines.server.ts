import { canSendIssue, sumOf, type MailingReport } from '#distribution/mailings/index.ts';
import { listAllPublications } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MailingLine } from './line.ts';

/** Mailings as lines, with who speaks in them. */
export async function linesOf(db: Db, actor: Actor, mailings: MailingReport[]): Promise<MailingLine[]> {
	const publications = new Map((await listAllPublications(db)).map((one) => [one.id, one]));
	return mailings.map(({ publicationId, publication, issue, counts, ...mailing }) => {
		const own = publications.get(publicationId);
		const { id, state, reason, plannedAt, startedAt, createdAt, endedAt } = mailing;
		return {
			...{ id, state, reason, counts, plannedAt, startedAt, createdAt, endedAt },
			title: issue.title || publication.title,
			kicker: `${publication.title}, nº\u00a0${issue.number}`,
			voices: own?.voices ?? [],
			letters: sumOf(counts),
			maySend: own !== undefined && canSendIssue(actor, own)
		};
	});
}
