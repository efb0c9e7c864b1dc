import { listByIds } from '#editorial/articles/index.server.ts';
import { anonymous, type Actor, type Reader } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { reachesOpenTo } from '#kernel/reach.ts';
import { typeset } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { canWriteIssue } from './can.ts';
import type { Issue, IssueBlock, IssueSummary, Publication } from './publication.ts';
import { articleIdsOf, plainSettings, voiceFor } from './rules.ts';
import { blocksFor } from './voices.ts';
import type { IssueTable, PublicationTable } from './tables.server.ts';

/** The titles that a reader may read: those that one of his structures carries, as far as he may read. By title. */
export async function listPublications(db: Db, reader: Reader): Promise<Publication[]> {
	const rows = await db
		.selectFrom('publication')
		.selectAll()
		.where('archivedAt', 'is', null)
		.where('reach', 'in', reachesOpenTo(reader.reach))
		.where('id', 'in', (eb) =>
			eb.selectFrom('publicationVoice').select('publicationId').where('structureId', 'in', reader.structures)
		)
		.orderBy('kind')
		.orderBy('createdAt')
		.execute();
	return withVoices(db, rows);
}

/** Every title of the house, for its desk and its terminal. */
export async function listAllPublications(db: Db): Promise<Publication[]> {
	return withVoices(db, await db.selectFrom('publication').selectAll().orderBy('kind').orderBy('createdAt').execute());
}

/** Throws `NotFound`, also for what the reader may not see. */
export async function getPublication(db: Db, reader: Reader, slug: string): Promise<Publication> {
	const publication = await findPublication(db, slug);
	if (!publication || voiceFor(publication, reader) === undefined)
		throw new NotFound('Ce titre n’existe pas, ou il ne vous est pas destiné.');
	return publication;
}

/** By its address, whoever asks: for commands, which then ask `can`. */
export async function findPublication(db: Db, slug: string): Promise<Publication | undefined> {
	const row = await db.selectFrom('publication').selectAll().where('slug', '=', slug).executeTakeFirst();
	return row && (await withVoices(db, [row]))[0];
}

export async function getPublicationById(db: Db, id: string): Promise<Publication> {
	const row = await db.selectFrom('publication').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) throw new NotFound('Ce titre n’existe pas.');
	return (await withVoices(db, [row]))[0]!;
}

async function withVoices(db: Db, rows: PublicationTable[]): Promise<Publication[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const voices = await db
		.selectFrom('publicationVoice')
		.selectAll()
		.where('publicationId', 'in', ids)
		.orderBy('position')
		.execute();
	return rows.map(({ createdAt: _, archivedAt: __, isService, settings, ...row }) => ({
		...row,
		isService: isService === 1,
		settings: { ...plainSettings, ...readJson(settings) },
		voices: voices.filter(({ publicationId }) => publicationId === row.id).map(({ structureId }) => structureId)
	}));
}

/** How many titles of articles a cover announces. */
const highlightCount = 3;

/**
 * Issues of a publication, newest first; those in preparation only for who may write them. Give the number wanted, and
 * whether covers should announce what is in them.
 */
export async function listIssues(
	db: Db,
	reader: Reader,
	publicationId: string,
	{ actor = anonymous, limit = 200, highlights = false }: { actor?: Actor; limit?: number; highlights?: boolean } = {}
): Promise<IssueSummary[]> {
	const publication = await getPublicationById(db, publicationId);
	const voice = voiceFor(publication, reader);
	if (voice === undefined) return [];
	const rows = await issueRows(db, publication, actor)
		.orderBy('date', 'desc')
		.orderBy('number', 'desc')
		.limit(limit)
		.execute();
	const blocks = highlights
		? await loadBlocks(
				db,
				rows.map(({ id }) => id)
			)
		: new Map<string, IssueBlock[]>();
	const announced = new Map(
		rows.map((row) => [
			row.id,
			articleIdsOf(blocksFor(issueOf(row, blocks.get(row.id) ?? []), voice)).slice(0, highlightCount + 2)
		])
	);
	const articles = await listByIds(db, { ...reader, structure: voice }, [...announced.values()].flat());
	const titles = new Map(articles.map(({ id, title }) => [id, typeset(title)]));
	return rows.map(({ id, number, title, date, publishedAt }) => ({
		...{ id, number, title, date, publishedAt },
		highlights: (announced.get(id) ?? []).flatMap((each) => titles.get(each) ?? []).slice(0, highlightCount)
	}));
}

/** All issues of a publication, newest first, whoever asks: for its desk and its terminal. */
export async function listAllIssues(db: Db, publicationId: string): Promise<Issue[]> {
	const rows = await db
		.selectFrom('issue')
		.selectAll()
		.where('publicationId', '=', publicationId)
		.orderBy('date', 'desc')
		.orderBy('number', 'desc')
		.execute();
	const blocks = await loadBlocks(
		db,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => issueOf(row, blocks.get(row.id) ?? []));
}

/** An issue whoever asks, by publication and number: for commands and for compiling. */
export async function findIssue(db: Db, publicationId: string, number: number): Promise<Issue | undefined> {
	const row = await db
		.selectFrom('issue')
		.selectAll()
		.where('publicationId', '=', publicationId)
		.where('number', '=', number)
		.executeTakeFirst();
	return row && issueOf(row, (await loadBlocks(db, [row.id])).get(row.id) ?? []);
}

/** An issue whoever asks, by id. */
export async function findIssueById(db: Db, id: string): Promise<Issue | undefined> {
	const row = await db.selectFrom('issue').selectAll().where('id', '=', id).executeTakeFirst();
	return row && issueOf(row, (await loadBlocks(db, [id])).get(id) ?? []);
}

/** For this module: rows of a publication that this actor may see. */
export function issueRows(db: Db, publication: Publication, actor: Actor) {
	const query = db.selectFrom('issue').selectAll().where('publicationId', '=', publication.id);
	return canWriteIssue(actor, publication) ? query : query.where('publishedAt', '<=', now());
}

async function loadBlocks(db: Db, issueIds: string[]): Promise<Map<string, IssueBlock[]>> {
	if (issueIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('issueBlock')
		.selectAll()
		.where('issueId', 'in', issueIds)
		.orderBy('position')
		.execute();
	const byIssue = new Map<string, IssueBlock[]>(issueIds.map((id) => [id, []]));
	for (const { id, issueId, content } of rows) byIssue.get(issueId)?.push({ ...readJson(content), id });
	return byIssue;
}

const issueOf = (
	{ createdAt: _, authorId: __, updatedAt: ___, editorial, voices, isSpecial, ...row }: IssueTable,
	blocks: IssueBlock[]
): Issue => ({
	...row,
	editorial: readJson(editorial),
	voices: readJson(voices),
	isSpecial: isSpecial === 1,
	blocks
});
