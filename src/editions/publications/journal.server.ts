import type { ElectionPeriod } from '#foundation/elections/index.ts';
import { endOfDay, instantFromLocal, type Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import { readJson, type Db, type Json } from '#platform/database/index.server.ts';

/** What the journal of a period keeps of an issue's life. */
const kept = ['issue.publish', 'issue.withdraw', 'issue.neutrality'] as const;
type KeptAction = (typeof kept)[number];

export const issueJournalLabels: Record<KeptAction, string> = {
	'issue.publish': 'Paru',
	'issue.withdraw': 'Retiré',
	'issue.neutrality': 'Écart à la série expliqué'
};

/** A line of the journal of a period about an issue (C37, C39). */
export type IssueJournalLine = {
	at: Instant;
	action: KeptAction;
	/** Who did it: a name, or the terminal. */
	by: string;
	issue: { number: number; title: string; publication: string; slug: string; reach: Reach };
	/** When readers see it from, for an issue that appears; null otherwise. */
	visibleFrom: Instant | null;
	/** Names of the structures that carry the title. */
	voices: string[];
	/** The reason given, and what it answers. */
	why: string;
};

type Detail = { at?: Instant; reason?: string; departures?: { message: string }[] };

/** What happened, in one of the periods of a structure, to issues of the titles that it carries. */
export async function listIssueJournal(db: Db, period: ElectionPeriod): Promise<IssueJournalLine[]> {
	const rows = await entriesOf(db, period);
	const voices = await voicesOf(db, [...new Set(rows.map(({ publicationId }) => publicationId))]);
	return rows.map(({ at, action, actor, detail, firstName, lastName, publicationId, ...issue }) => {
		const said = readJson(detail as Json<Detail>);
		const answered = (said.departures ?? []).map(({ message }) => message);
		return {
			...{ at, action: action as KeptAction, issue },
			by: actor === 'operator' ? 'Terminal' : [firstName, lastName].filter(Boolean).join(' ') || 'Planification',
			visibleFrom: action === 'issue.publish' ? (said.at ?? at) : null,
			voices: voices.get(publicationId)?.map(({ shortName }) => shortName) ?? [],
			why: [said.reason ?? '', ...answered].filter(Boolean).join(' · ')
		};
	});
}

const entriesOf = (db: Db, period: ElectionPeriod) =>
	db
		.selectFrom('auditEntry')
		.innerJoin('issue', 'issue.id', 'auditEntry.subjectId')
		.innerJoin('publication', 'publication.id', 'issue.publicationId')
		.leftJoin('agent', 'agent.id', 'auditEntry.actor')
		.select(['auditEntry.at', 'auditEntry.action', 'auditEntry.actor', 'auditEntry.detail', 'firstName', 'lastName'])
		.select(['issue.publicationId', 'issue.number', 'issue.title'])
		.select(['publication.title as publication', 'publication.slug', 'publication.reach'])
		.where('subjectKind', '=', 'issue')
		.where('action', 'in', [...kept])
		.where('auditEntry.at', '>=', instantFromLocal(period.startOn) ?? period.startOn)
		.where('auditEntry.at', '<=', endOfDay(period.endOn))
		.where('issue.publicationId', 'in', (eb) =>
			eb.selectFrom('publicationVoice').select('publicationId').where('structureId', '=', period.structureId)
		)
		.orderBy('auditEntry.id')
		.execute();

async function voicesOf(db: Db, publicationIds: string[]) {
	if (publicationIds.length === 0) return new Map<string, never[]>();
	const rows = await db
		.selectFrom('publicationVoice')
		.innerJoin('structure', 'structure.id', 'publicationVoice.structureId')
		.select(['publicationId', 'shortName'])
		.where('publicationId', 'in', publicationIds)
		.orderBy('publicationVoice.position')
		.execute();
	return Map.groupBy(rows, ({ publicationId }) => publicationId);
}
