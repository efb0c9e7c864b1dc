import { articleKindLabels, outlets, type Outlet } from '#editorial/articles/index.ts';
import type { ElectionPeriod } from '#foundation/elections/index.ts';
import { endOfDay, instantFromLocal, type Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import { readJson, type Db, type Json } from '#platform/database/index.server.ts';

/** What the journal keeps of an article's life. */
const kept = ['article.publish', 'article.unschedule', 'article.withdraw', 'article.neutrality'] as const;
type KeptAction = (typeof kept)[number];

export const journalLabels: Record<KeptAction, string> = {
	'article.publish': 'Publié',
	'article.unschedule': 'Déprogrammé',
	'article.withdraw': 'Retiré',
	'article.neutrality': 'Avis de neutralité écarté'
};

/** A line of the journal of a period (C39): what, where, when, by whom, why. */
export type JournalLine = {
	at: Instant;
	action: KeptAction;
	/** Who did it: a name, or the terminal. */
	by: string;
	article: { id: string; slug: string; title: string; kind: string; section: string; reach: Reach };
	/** When readers see it from, for a publication; null otherwise. */
	visibleFrom: Instant | null;
	/** Names of the structures that speak. */
	voices: string[];
	/** Ways out that were asked for. */
	outlets: string[];
	/** The reason given: of a withdrawal, of an advice left aside, or those of who approved. */
	why: string;
};

type Detail = { at?: Instant; revision?: string; reason?: string; ignored?: { quote: string }[] };
type Entry = {
	at: Instant;
	actor: string | null;
	action: string;
	subjectId: string;
	detail: Json<Record<string, unknown>>;
};

/**
 * What a structure published in one of its periods, in the order in which it was seen: its own words, and those in which
 * it speaks. What was scheduled before and appeared in it is there; what was imported with an older date is not.
 */
export async function listPeriodJournal(db: Db, period: ElectionPeriod): Promise<JournalLine[]> {
	const entries = await entriesOf(db, period);
	if (entries.length === 0) return [];
	const ids = [...new Set(entries.map(({ subjectId }) => subjectId))];
	const revisions = entries.flatMap(({ detail }) => (readJson(detail) as Detail).revision ?? []);
	const articles = await articlesOf(db, ids);
	const [titles, names] = [await titlesOf(db, revisions), await namesOf(db, entries)];
	const [voices, ways] = [await voicesOf(db, ids), await waysOf(db, ids)];
	const reasons = await decisionsOn(db, revisions);
	const lines = entries.flatMap((entry): JournalLine[] => {
		const article = articles.get(entry.subjectId);
		if (!article) return [];
		const { revision = '', reason, ignored = [] } = readJson(entry.detail) as Detail;
		const quotes = ignored.flatMap(({ quote }) => (quote ? `« ${quote} »` : []));
		return [
			{
				...{ at: entry.at, action: entry.action as KeptAction, visibleFrom: visibleFrom(entry) },
				by: entry.actor === 'operator' ? 'Terminal' : (names.get(entry.actor ?? '') ?? 'Planification'),
				article: { ...article, title: titles.get(revision) ?? article.title },
				voices: voices.get(entry.subjectId)?.map(({ shortName }) => shortName) ?? [],
				outlets: ways.get(entry.subjectId)?.map(({ outlet }) => outlets[outlet as Outlet].label) ?? [],
				why: [reason ?? reasons.get(revision) ?? '', quotes.join(', ')].filter(Boolean).join(' · ')
			}
		];
	});
	const [first, last] = [startOf(period), endOfDay(period.endOn)];
	return lines
		.filter((line) => momentOf(line) >= first && momentOf(line) <= last)
		.sort((a, b) => momentOf(a).localeCompare(momentOf(b)));
}

const startOf = ({ startOn }: ElectionPeriod): Instant => instantFromLocal(startOn) ?? startOn;

/** When it counts: when readers saw it, or when it was done. */
const momentOf = ({ visibleFrom, at }: JournalLine): Instant => visibleFrom ?? at;

/** A change of what is published is seen when it is made; the terminal brings in what appeared elsewhere, at its date. */
function visibleFrom({ action, actor, at, detail }: Entry): Instant | null {
	if (action !== 'article.publish') return null;
	const said = (readJson(detail) as Detail).at ?? at;
	return said > at || actor === 'operator' ? said : at;
}

/** How long before a period something that appears in it may have been scheduled, in milliseconds. */
const longestWait = 190 * 86_400_000;

const entriesOf = (db: Db, period: ElectionPeriod): Promise<Entry[]> =>
	db
		.selectFrom('auditEntry')
		.select(['at', 'actor', 'action', 'subjectId', 'detail'])
		.where('subjectKind', '=', 'article')
		.where('action', 'in', [...kept])
		.where('at', '>=', new Date(Date.parse(startOf(period)) - longestWait).toISOString())
		.where('at', '<=', endOfDay(period.endOn))
		.where('subjectId', 'in', (eb) =>
			eb.selectFrom('articleVoice').select('articleId').where('structureId', '=', period.structureId)
		)
		.orderBy('id')
		.execute();

async function articlesOf(db: Db, ids: string[]) {
	const rows = await db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.innerJoin('section', 'section.id', 'article.sectionId')
		.select([
			'article.id',
			'article.slug',
			'article.kind',
			'article.reach',
			'revision.title',
			'section.name as section'
		])
		.where('article.id', 'in', ids)
		.execute();
	return new Map(rows.map((row) => [row.id, { ...row, kind: articleKindLabels[row.kind] }]));
}

async function titlesOf(db: Db, revisions: string[]): Promise<Map<string, string>> {
	if (revisions.length === 0) return new Map();
	const rows = await db.selectFrom('revision').select(['id', 'title']).where('id', 'in', revisions).execute();
	return new Map(rows.map(({ id, title }) => [id, title]));
}

async function namesOf(db: Db, entries: Entry[]): Promise<Map<string, string>> {
	const ids = [...new Set(entries.flatMap(({ actor }) => actor ?? []))];
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('agent').select(['id', 'firstName', 'lastName']).where('id', 'in', ids).execute();
	return new Map(rows.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]));
}

async function voicesOf(db: Db, ids: string[]) {
	const rows = await db
		.selectFrom('articleVoice')
		.innerJoin('structure', 'structure.id', 'articleVoice.structureId')
		.select(['articleId', 'shortName'])
		.where('articleId', 'in', ids)
		.orderBy('articleVoice.position')
		.execute();
	return Map.groupBy(rows, ({ articleId }) => articleId);
}

async function waysOf(db: Db, ids: string[]) {
	const rows = await db
		.selectFrom('articleOutlet')
		.select(['articleId', 'outlet'])
		.where('articleId', 'in', ids)
		.orderBy('outlet')
		.execute();
	return Map.groupBy(rows, ({ articleId }) => articleId);
}

/** What those who approved a revision said of it. */
async function decisionsOn(db: Db, revisions: string[]): Promise<Map<string, string>> {
	if (revisions.length === 0) return new Map();
	const rows = await db
		.selectFrom('decision')
		.innerJoin('validation', 'validation.id', 'decision.validationId')
		.select(['validation.revisionId', 'decision.reason'])
		.where('validation.revisionId', 'in', revisions)
		.where('decision.verdict', '=', 'approve')
		.where('decision.reason', '!=', '')
		.orderBy('decision.id')
		.execute();
	const grouped = Map.groupBy(rows, ({ revisionId }) => revisionId);
	return new Map([...grouped].map(([id, said]) => [id, said.map(({ reason }) => reason).join(' · ')]));
}
