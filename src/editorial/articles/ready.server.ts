import { listApprovals } from '#foundation/validation/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { reaches, reachAllows, type Reach } from '#kernel/reach.ts';
import { fold } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { ArticleKind } from './article.ts';
import type { Outlet } from './outlets.ts';
import { visibleStates } from './rules.ts';

/**
 * An article as an issue can be made of it, whether readers see it yet or not. `titles` are by structure (id), of the
 * structures that were asked for; `readBy` those of them whose readers see it now.
 */
export type ReadyArticle = {
	id: string;
	slug: string;
	kind: ArticleKind;
	state: 'approved' | 'scheduled' | 'published' | 'withdrawn' | 'draft';
	titles: Record<string, string>;
	section: { slug: string; name: string };
	/** Structures (ids) that speak in it, in order. */
	voices: string[];
	reach: Reach;
	readBy: string[];
	/** Those of them that say something of their own in it: a variant, or a passage. */
	angles: string[];
	/** When it appeared, or will. */
	publishedAt: Instant | null;
	validatedAt: Instant | null;
	expiresAt: Instant | null;
	words: number;
	/** Meant for the way out that was asked for. */
	isOffered: boolean;
};

/** Who carries the issue, how far it is read, and by which way articles are offered to it. */
export type Carrier = { voices: string[]; reach: Reach; outlet: Outlet };

export type ReadyFilter = { search?: string; section?: string; structure?: string; except?: string[] };

/** Rows looked at for one list: beyond, the search finds. */
const mostRows = 1000;

/**
 * Validated articles that a title may carry: one of its voices speaks in them, and its readers may read that far.
 * Newest first, offered or not.
 */
export async function listReadyArticles(db: Db, carrier: Carrier, filter: ReadyFilter = {}): Promise<ReadyArticle[]> {
	const { search = '', section, structure, except = [] } = filter;
	const allowed = reaches.filter((mark) => reachAllows(mark, carrier.reach));
	const speaking = structure ? carrier.voices.filter((voice) => voice === structure) : carrier.voices;
	if (speaking.length === 0) return [];
	let query = lines(db)
		.where('article.reach', 'in', allowed)
		.where((eb) => eb.or([eb('article.state', 'in', visibleStates), eb('article.state', '=', 'approved')]))
		.where((eb) => eb.or([eb('article.expiresAt', 'is', null), eb('article.expiresAt', '>', now())]))
		.where('article.id', 'in', (eb) =>
			eb.selectFrom('articleVoice').select('articleId').where('structureId', 'in', speaking)
		)
		.orderBy('article.createdAt', 'desc')
		.limit(mostRows);
	if (section) query = query.where('section.slug', '=', section);
	const left = new Set(except);
	const wanted = fold(search).trim();
	const rows = (await query.execute()).filter(
		({ id, title, variants }) => !left.has(id) && (!wanted || fold(`${title} ${variants}`).includes(wanted))
	);
	return completed(db, rows, carrier);
}

/** Articles by id as an issue can be made of them, in any state: what was composed may have changed since. */
export async function listReadyByIds(db: Db, carrier: Carrier, ids: string[]): Promise<ReadyArticle[]> {
	if (ids.length === 0) return [];
	return completed(db, await lines(db).where('article.id', 'in', ids).execute(), carrier);
}

const lines = (db: Db) =>
	db
		.selectFrom('article')
		.innerJoin('section', 'section.id', 'article.sectionId')
		.innerJoin('revision', (join) =>
			join.on((eb) =>
				eb('revision.id', '=', eb.fn.coalesce('article.liveId', 'article.approvedId', 'article.workingId'))
			)
		)
		.select(['article.id', 'article.slug', 'article.kind', 'article.state', 'article.reach', 'article.publishedAt'])
		.select(['article.publicAt', 'article.plannedAt', 'article.expiresAt'])
		.select(['section.slug as sectionSlug', 'section.name as sectionName'])
		.select(['revision.title', 'revision.variants', 'revision.words']);

type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number];

async function completed(db: Db, rows: Row[], { voices: asked, reach, outlet }: Carrier): Promise<ReadyArticle[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const [voices, audience, outlets, approvals] = [
		await db.selectFrom('articleVoice').selectAll().where('articleId', 'in', ids).orderBy('position').execute(),
		await db.selectFrom('articleAudience').selectAll().where('articleId', 'in', ids).execute(),
		await db.selectFrom('articleOutlet').select(['articleId', 'outlet']).where('articleId', 'in', ids).execute(),
		await listApprovals(db, 'article', ids)
	];
	const addressed = await passagesOf(db, ids, asked);
	const speaksIn = Map.groupBy(voices, ({ articleId }) => articleId);
	const readIn = Map.groupBy(audience, ({ articleId }) => articleId);
	const goesBy = Map.groupBy(outlets, ({ articleId }) => articleId);
	const at = now();
	return rows.map((row) => {
		const variants = readJson(row.variants);
		const isVisible = isVisibleAt(row, reach, at);
		const readers = (readIn.get(row.id) ?? []).map(({ structureId }) => structureId);
		const chosen = goesBy.get(row.id);
		return {
			...{ id: row.id, slug: row.slug, kind: row.kind, state: stateOf(row, at), reach: row.reach, words: row.words },
			titles: Object.fromEntries(asked.map((voice) => [voice, variants[voice]?.title || row.title])),
			section: { slug: row.sectionSlug, name: row.sectionName },
			voices: (speaksIn.get(row.id) ?? []).map(({ structureId }) => structureId),
			angles: asked.filter((voice) => Object.hasOwn(variants, voice) || addressed.get(voice)?.has(row.id)),
			readBy: isVisible ? asked.filter((voice) => readers.includes(voice)) : [],
			publishedAt: row.publishedAt ?? row.plannedAt,
			validatedAt: approvals.get(row.id) ?? (visibleStates.includes(row.state) ? row.publishedAt : null),
			expiresAt: row.expiresAt,
			isOffered: !chosen || chosen.some((one) => one.outlet === outlet)
		};
	});
}

/** By structure, the articles (ids) that hold a passage addressed to it. Its id, as JSON, stands nowhere else in a text. */
async function passagesOf(db: Db, ids: string[], structures: string[]): Promise<Map<string, Set<string>>> {
	const found = new Map<string, Set<string>>();
	for (const structure of structures) {
		const rows = await lines(db)
			.where('article.id', 'in', ids)
			.where('revision.body', 'like', `%"${structure}"%`)
			.execute();
		found.set(structure, new Set(rows.map(({ id }) => id)));
	}
	return found;
}

function isVisibleAt({ state, publishedAt, publicAt, expiresAt, reach }: Row, reader: Reach, at: Instant): boolean {
	const isOut = visibleStates.includes(state) && publishedAt !== null && publishedAt <= at;
	const isOpen = reader === 'internal' || publicAt === null || publicAt <= at;
	return isOut && isOpen && reachAllows(reach, reader) && (expiresAt === null || expiresAt > at);
}

function stateOf({ state, publishedAt }: Row, at: Instant): ReadyArticle['state'] {
	if (visibleStates.includes(state)) return publishedAt !== null && publishedAt <= at ? 'published' : 'scheduled';
	return state === 'approved' || state === 'withdrawn' ? state : 'draft';
}
