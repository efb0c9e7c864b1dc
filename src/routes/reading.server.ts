import { redirect } from '@sveltejs/kit';
import type { ArticleSummary } from '#editorial/articles/index.ts';
import { illustrate, type Illustrated } from '#editorial/articles/ui/illustrated.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';

/** The reader of a page for agents; nobody signed in is sent to sign in, and back. */
export function readerHere(locals: App.Locals, url: URL): Reader {
	if (locals.reader) return locals.reader;
	redirect(303, `/connexion?suite=${encodeURIComponent(url.pathname + url.search)}`);
}

/** Loads the covers of everything that a page lists, in one query; returns what gives each article its own. */
export async function covers(
	db: Db,
	articles: ArticleSummary[]
): Promise<<A extends ArticleSummary>(article: A) => A & Illustrated> {
	const ids = [...new Set(articles.flatMap(({ cover }) => cover?.media ?? []))];
	const media = ids.length > 0 ? await loadMedia(db, ids) : new Map();
	return (article) => illustrate(article, media);
}
