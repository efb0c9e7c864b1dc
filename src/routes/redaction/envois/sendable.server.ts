import { canSendIssue } from '#distribution/mailings/index.ts';
import { mailedIssues } from '#distribution/mailings/index.server.ts';
import { listAllIssues, listAllPublications } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Day } from '#kernel/dates.ts';
import type { Db } from '#platform/database/index.server.ts';

/** An issue whose proof was given and that no mailing has taken yet. */
export type Sendable = { id: string; title: string; kicker: string; date: Day; voices: string[] };

export async function listSendable(db: Db, actor: Actor): Promise<Sendable[]> {
	const titles = (await listAllPublications(db)).filter((publication) => canSendIssue(actor, publication));
	const taken = await mailedIssues(db);
	const found: Sendable[] = [];
	for (const { id, title: name, voices } of titles)
		for (const { id: issueId, number, title, date, proofState } of await listAllIssues(db, id))
			if (proofState === 'approved' && !taken.has(issueId))
				found.push({ id: issueId, title: title || name, kicker: `${name}, nº\u00a0${number}`, date, voices });
	return found.toSorted((a, b) => a.date.localeCompare(b.date));
}
