import { canSendIssue, sumOf } from '#distribution/mailings/index.ts';
import { getMailing } from '#distribution/mailings/index.server.ts';
import { getPublicationById } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Head } from './head.ts';

/** What every page of a mailing says above its own words. Throws `NotFound` for who may not see it. */
export async function headOf(db: Db, actor: Actor, id: string): Promise<Head> {
	const { counts, exclusions, issue, publicationId, ...mailing } = await getMailing(db, actor, id);
	const publication = await getPublicationById(db, publicationId);
	return {
		...{ id, state: mailing.state, reason: mailing.reason, policy: mailing.policy, isUrgent: mailing.isUrgent },
		...{ candidates: mailing.candidates, excluded: mailing.excluded, exclusions, counts, letters: sumOf(counts) },
		...{ plannedAt: mailing.plannedAt, createdAt: mailing.createdAt },
		...{ startedAt: mailing.startedAt, endedAt: mailing.endedAt },
		title: issue.title || publication.title,
		kicker: `${publication.title}, nº\u00a0${issue.number}`,
		voices: publication.voices,
		issueId: mailing.issueId,
		issueHref: `/journaux/${publication.slug}/${issue.number}`,
		maySend: canSendIssue(actor, publication)
	};
}
