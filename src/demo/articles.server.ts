import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { attestArticle, createArticle, publishArticle } from '#editorial/articles/index.server.ts';
import { houseDraft, readHouseArticle, type FoundFile, type Territory } from '#editorial/imports/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { encodePicture } from '#foundation/media/index.server.ts';
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
	const all = names.length * 2;
	const find = artFinder(
		await drawAll((done, total, what) => onProgress(Math.round((done / total) * names.length), all, what))
	);
	for (const [done, name] of names.entries()) {
		onProgress(names.length + done, all, name);
		const source = await readFile(join(articlesDir, name), 'utf8');
		const article = await readHouseArticle(source, territory, find);
		await db.transaction().execute(async (tx) => {
			const { draft } = await houseDraft(tx, actor, store, article, territory);
			const { id } = await createArticle(tx, actor, { ...draft, slug: basename(name, '.md') });
			await attestArticle(tx, actor, id, 'Territoire de démonstration : déjà paru');
			await publishArticle(tx, actor, id, { at: article.fields.publishedAt });
		});
	}
	onProgress(all, all, '');
}

/** A drawing by the name that an article gives it. */
const artFinder =
	(drawings: Map<string, FoundFile>) =>
	(src: string): Promise<FoundFile | undefined> =>
		Promise.resolve(drawings.get(/^(?:art:)?([\w-]+)$/.exec(src)?.[1] ?? ''));

/** Pixels: as wide as the pages of the demo ever show a picture on an ordinary screen. */
const drawingWidth = 1200;

/** Every drawing as pixels, and encoded, on all cores at once: this is most of the time that the demo takes. */
async function drawAll(onProgress: OnProgress): Promise<Map<string, FoundFile>> {
	const names = (await readdir(artDir)).filter((name) => name.endsWith('.svg') && !name.startsWith('logo-'));
	const waiting = [...names];
	const drawings = new Map<string, FoundFile>();
	const work = async () => {
		for (let name = waiting.pop(); name; name = waiting.pop()) {
			const art = basename(name, '.svg');
			const bytes = await sharp(join(artDir, name))
				.resize({ width: drawingWidth })
				.png({ compressionLevel: 1 })
				.toBuffer();
			await encodePicture(bytes);
			drawings.set(art, { bytes, name: `${art}.png` });
			onProgress(drawings.size, names.length, art);
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
	return drawings;
}
