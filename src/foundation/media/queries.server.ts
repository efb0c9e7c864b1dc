import type { Reader } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Page } from '#kernel/pages.ts';
import { reachAllows } from '#kernel/reach.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import type { Selectable } from 'kysely';
import { pictureFormats, type Media, type MediaKind, type PictureFormat, type Served } from './media.ts';
import { filePath, picturePath } from './places.server.ts';
import type { MediaTable } from './tables.server.ts';

export function toMedia(row: Selectable<MediaTable>): Media {
	const { sourceHash: _hash, uploadedBy: _by, replacedBy: _next, searchText: _words, ...shown } = row;
	const { widths, decorative, hasPeople, ...rest } = shown;
	return { ...rest, widths: readJson(widths), decorative: decorative === 1, hasPeople: hasPeople === 1 };
}

export async function findMedia(db: Db, id: string): Promise<Media | undefined> {
	const row = await db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst();
	return row && toMedia(row);
}

/** Those of `ids` that readers may see, by id; the desk sees those that were withdrawn too, and must mark them. */
export async function loadMedia(
	db: Db,
	ids: string[],
	{ withdrawn = false }: { withdrawn?: boolean } = {}
): Promise<Map<string, Media>> {
	const wanted = [...new Set(ids)];
	const found = new Map<string, Media>();
	for (let from = 0; from < wanted.length; from += 500) {
		const some = wanted.slice(from, from + 500);
		const rows = await db.selectFrom('media').selectAll().where('id', 'in', some).execute();
		for (const row of rows) if (withdrawn || row.withdrawnAt === null) found.set(row.id, toMedia(row));
	}
	return found;
}

/** What may be shown, newest first. */
export async function listMedia(
	db: Db,
	{ kind, page = 1, size = 48 }: { kind?: MediaKind; page?: number; size?: number } = {}
): Promise<Page<Media>> {
	let some = db.selectFrom('media').where('replacedBy', 'is', null).where('withdrawnAt', 'is', null);
	if (kind) some = some.where('kind', '=', kind);
	const { total } = await some.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
	const rows = await some
		.selectAll()
		.orderBy('id', 'desc')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return { items: rows.map(toMedia), number: page, size, total: Number(total) };
}

const pictureMimes: Record<PictureFormat, string> = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' };

/**
 * A picture by its address. Its key cannot be guessed, so whoever has the address may see it, until somebody on it takes
 * back his consent: `hasPeople` says that it may have to disappear. Throws `NotFound` for a key, a width or a format
 * that is not stored, and for what was withdrawn, unless the desk asks (`withdrawn`).
 */
export async function openPicture(
	{ db, store }: { db: Db; store: MediaStore },
	key: string,
	width: number,
	format: string,
	{ withdrawn = false }: { withdrawn?: boolean } = {}
): Promise<Served & { hasPeople: boolean }> {
	const picture = await openStoredPicture(store, key, width, format);
	const row = await db
		.selectFrom('media')
		.select(['withdrawnAt', 'hasPeople'])
		.where('key', '=', key)
		.executeTakeFirst();
	if (row && (row.withdrawnAt === null || withdrawn)) return { ...picture, hasPeople: row.hasPeople === 1 };
	await picture.body.cancel();
	throw new NotFound('Cette image n’est plus diffusée.');
}

/** The bytes of a picture that is shown already, such as one of a letter just compiled. Throws `NotFound`. */
export async function openStoredPicture(
	store: MediaStore,
	key: string,
	width: number,
	format: string
): Promise<Served> {
	const known = pictureFormats.find((name) => name === format);
	if (!known || !/^[0-9a-f]{32}$/.test(key) || !Number.isSafeInteger(width)) throw new NotFound();
	const stored = await store.stream(picturePath(key, width, known));
	if (!stored) throw new NotFound();
	return { ...stored, mime: pictureMimes[known], tag: `"${key}-${width}-${known}"` };
}

/**
 * A file, for one who may read it: nobody signed in (`reader` null) reads what is for the public. Throws `NotFound`
 * when it does not exist or is not for this reader.
 */
export async function openFile(
	db: Db,
	reader: Reader | null,
	id: string,
	store: MediaStore
): Promise<Served & { name: string; reach: Media['reach'] }> {
	const row = await db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row || row.kind !== 'file' || row.withdrawnAt !== null || !reachAllows(row.reach, reader?.reach ?? 'public'))
		throw new NotFound();
	const stored = await store.stream(filePath(row.sourceHash));
	if (!stored) throw new NotFound();
	return { ...stored, mime: row.mime, name: row.name, reach: row.reach, tag: `"${row.sourceHash.slice(0, 32)}"` };
}
