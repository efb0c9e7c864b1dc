import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createArticle, publishArticle } from '#editorial/articles/index.server.ts';
import {
	asPixels,
	houseDraft,
	readHouseArticle,
	type FoundFile,
	type Territory
} from '#editorial/imports/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';

const articlesDir = join(import.meta.dirname, 'articles');
const artDir = join(import.meta.dirname, 'art');

/** Told before each article and at the end. */
type OnProgress = (done: number, total: number, what: string) => void;

/**
 * Writes and publishes the demo's articles: Markdown of the house, each under the address of its file's name. Pictures
 * are drawings of `art/`, `art:NAME` in a text and NAME for a cover; one that is missing leaves its article without it.
 */
export async function loadDemoArticles(
	db: Db,
	actor: Actor,
	store: MediaStore,
	territory: Territory,
	onProgress: OnProgress
): Promise<void> {
	const names = (await readdir(articlesDir)).filter((name) => name.endsWith('.md')).sort();
	const find = artFinder();
	for (const [done, name] of names.entries()) {
		onProgress(done, names.length, name);
		const source = await readFile(join(articlesDir, name), 'utf8');
		const article = await readHouseArticle(source, territory, find);
		await db.transaction().execute(async (tx) => {
			const { draft } = await houseDraft(tx, actor, store, article, territory);
			const { id } = await createArticle(tx, actor, { ...draft, slug: basename(name, '.md') });
			await publishArticle(tx, actor, id, { at: article.fields.publishedAt });
		});
	}
	onProgress(names.length, names.length, '');
}

/** Each drawing is turned into pixels once, however many articles show it. */
function artFinder(): (src: string) => Promise<FoundFile | undefined> {
	const drawn = new Map<string, Promise<FoundFile | undefined>>();
	return (src) => {
		const name = /^(?:art:)?([\w-]+)$/.exec(src)?.[1];
		if (!name) return Promise.resolve(undefined);
		const known = drawn.get(name) ?? draw(name);
		drawn.set(name, known);
		return known;
	};
}

async function draw(name: string): Promise<FoundFile | undefined> {
	const bytes = await readFile(join(artDir, `${name}.svg`)).catch(() => undefined);
	return bytes && asPixels({ bytes, name: `${name}.svg` });
}
