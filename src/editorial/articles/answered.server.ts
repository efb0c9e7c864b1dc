import type { Reader } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { ArticleKind, Details } from './article.ts';
import { visibleArticles } from './visible.server.ts';

/** What answering an article needs to know of it: an acknowledgement, a reaction, a registration, a comment. */
export type Answered = {
	id: string;
	slug: string;
	kind: ArticleKind;
	title: string;
	ownerId: string;
	sectionId: string;
	authorId: string | null;
	details: Details[ArticleKind];
};

/** The article that an answer is about, by address or id, found through its reader. Throws `NotFound`. */
export async function getAnswered(db: Db, reader: Reader, key: { slug: string } | { id: string }): Promise<Answered> {
	const [column, value] = Object.entries(key)[0] as ['id' | 'slug', string];
	const row = await visibleArticles(db, reader)
		.select(['article.ownerId', 'article.sectionId', 'article.authorId'])
		.where(`article.${column}`, '=', value)
		.executeTakeFirst();
	if (!row) throw new NotFound('Cet article n’existe pas, ou il ne vous est pas destiné.');
	const { id, slug, kind, ownerId, sectionId, authorId } = row;
	const title = readJson(row.variants)[reader.structure]?.title || row.title;
	return { id, slug, kind, title, ownerId, sectionId, authorId, details: readJson(row.details) };
}
