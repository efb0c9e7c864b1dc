import { listStructures } from '#foundation/structures/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { CountedViews } from './page-view.ts';
import type { PageCountTable } from './tables.server.ts';

/** Counted pages by the ids of what they show; an address that leads nowhere counts for nothing. */
export async function resolveViews(db: Db, views: CountedViews[]): Promise<PageCountTable[]> {
	const structures = new Map((await listStructures(db)).map(({ id, slug }) => [slug, id]));
	const articles = await articleIds(db, [...new Set(views.map(({ article }) => article))].filter(Boolean));
	const issues = await issueIds(db, [...new Set(views.map(({ publication }) => publication))].filter(Boolean));
	const rows = new Map<string, PageCountTable>();
	for (const { day, channel, publication, number, article, structure, views: count } of views) {
		const issueId = issues.get(`${publication}/${number}`) ?? '';
		const articleId = articles.get(article) ?? '';
		if (!issueId && !articleId) continue;
		// A mark that names no issue of ours was not put there by a letter.
		const from = channel === 'letter' && !issueId ? 'web' : channel;
		const row = { day, channel: from, issueId, articleId, structureId: structures.get(structure) ?? '' };
		const key = JSON.stringify(row);
		rows.set(key, { ...row, views: (rows.get(key)?.views ?? 0) + count });
	}
	return [...rows.values()];
}

async function articleIds(db: Db, slugs: string[]): Promise<Map<string, string>> {
	if (slugs.length === 0) return new Map();
	const rows = await db.selectFrom('article').select(['id', 'slug']).where('slug', 'in', slugs).execute();
	return new Map(rows.map(({ id, slug }) => [slug, id]));
}

async function issueIds(db: Db, slugs: string[]): Promise<Map<string, string>> {
	if (slugs.length === 0) return new Map();
	const rows = await db
		.selectFrom('issue')
		.innerJoin('publication', 'publication.id', 'issue.publicationId')
		.select(['issue.id', 'issue.number', 'publication.slug'])
		.where('publication.slug', 'in', slugs)
		.execute();
	return new Map(rows.map(({ id, number, slug }) => [`${slug}/${number}`, id]));
}
