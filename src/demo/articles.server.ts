import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createArticle, publishArticle } from '#editorial/articles/index.server.ts';
import { readOwnMarkdown } from '#editorial/imports/index.server.ts';
import type { PictureUse } from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { addImage, encodePicture } from '#foundation/media/index.server.ts';
import type { Section } from '#foundation/sections/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';

const folder = join(import.meta.dirname, 'articles');
const art = join(import.meta.dirname, 'art');

/** Writes and publishes the demo's articles, in the order of their dates, with the demo's drawings. */
export async function loadDemoArticles(
	db: Db,
	actor: Actor,
	store: MediaStore,
	places: { structures: Structure[]; sections: Section[] },
	onProgress: (done: number, total: number, what: string) => void
): Promise<void> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
	const drawn = await draw((done, total, what) => onProgress(done, 2 * total, what));
	const resolveImage = drawings(db, actor, store, drawn);
	for (const [done, name] of names.entries()) {
		const slug = name.slice(0, -3);
		const { draft, publishedAt } = await readOwnMarkdown(await readFile(join(folder, name), 'utf8'), {
			...places,
			resolveImage
		});
		await db.transaction().execute(async (tx) => {
			const { id } = await createArticle(tx, actor, { ...draft, slug });
			await publishArticle(tx, actor, id, { at: publishedAt });
		});
		onProgress(names.length + done + 1, 2 * names.length, slug);
	}
}

/** Puts a drawing into the library the first time that it is shown; later uses have their own words. */
function drawings(db: Db, actor: Actor, store: MediaStore, drawn: Map<string, Buffer>) {
	const known = new Map<string, string>();
	return async (src: string, altText: string, caption: string): Promise<PictureUse | undefined> => {
		const name = src.replace(/^art:/, '');
		const bytes = drawn.get(name);
		if (!bytes) return undefined;
		const upload = { bytes, name: `${name}.png`, altText, credit: 'Dessin\u00a0: service communication' };
		const media = known.get(name) ?? (await db.transaction().execute((tx) => addImage(tx, actor, upload, store))).id;
		known.set(name, media);
		return { media, ...(altText && { alt: altText }), ...(caption && { caption }) };
	};
}

/** The drawings as bitmaps, already encoded in every width, on every core: this is most of what the demo takes. */
async function draw(onProgress: (done: number, total: number, what: string) => void): Promise<Map<string, Buffer>> {
	const names = (await readdir(art)).filter((name) => name.endsWith('.svg') && !name.startsWith('logo-'));
	const waiting = [...names];
	const drawn = new Map<string, Buffer>();
	const work = async () => {
		for (let name = waiting.pop(); name; name = waiting.pop()) {
			const bytes = await sharp(await readFile(join(art, name)))
				.png({ compressionLevel: 1 })
				.toBuffer();
			await encodePicture(bytes);
			drawn.set(name.slice(0, -4), bytes);
			onProgress(drawn.size, names.length, `dessins : ${name.slice(0, -4)}`);
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
	return drawn;
}
