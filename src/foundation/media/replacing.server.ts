import { randomBytes } from 'node:crypto';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { settleNotices } from '#foundation/notices/index.server.ts';
import { Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import { json, type Db, type Tx } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import type { Selectable } from 'kysely';
import { canAddMedia } from './can.ts';
import { checkFile, hashOf } from './commands.server.ts';
import { checkDescription, type ImageDraft } from './input.ts';
import type { Media } from './media.ts';
import { encodePicture } from './picture.server.ts';
import { filePath, picturePath } from './places.server.ts';
import { toMedia } from './queries.server.ts';
import { keptName } from './rules.ts';
import type { MediaTable } from './tables.server.ts';
import { getForTending, refreshSearch } from './tending.server.ts';
import type { MediaPlaces } from './uses.ts';

type Own = Omit<Selectable<MediaTable>, 'id' | 'replacedBy' | 'searchText' | 'kind' | 'reach'>;

/**
 * Puts another file in the place of a media: everything that shows it shows the new one, and says of it what is said
 * here. What it was stays as an earlier version, with the consents of those who are on it, and can be put back. Throws
 * `Invalid` (`file`, `altText`, `caption`, `credit`).
 */
export async function replaceMedia(
	{ db, store }: { db: Db; store: MediaStore },
	actor: Actor,
	id: string,
	draft: ImageDraft,
	places: MediaPlaces
): Promise<Media> {
	if (!canAddMedia(actor)) throw new Forbidden();
	const kind = (await db.selectFrom('media').select('kind').where('id', '=', id).executeTakeFirst())?.kind;
	if (!kind) throw new NotFound('Ce média n’est pas dans la médiathèque.');
	const fresh = kind === 'image' ? await pictureRow(draft, store) : await fileRow(draft, store);
	return db.transaction().execute(async (tx) => {
		const row = await getForTending(tx, actor, id);
		if (row.sourceHash === fresh.sourceHash) throw sameFile();
		const version = newId();
		const uploadedBy = actor.kind === 'agent' ? actor.id : null;
		await tx
			.updateTable('media')
			.set({ ...fresh, uploadedBy, createdAt: now(), withdrawnAt: null })
			.where('id', '=', id)
			.execute();
		await tx
			.insertInto('media')
			.values({ ...row, id: version, replacedBy: id })
			.execute();
		await moveConsents(tx, await consentIds(tx, id), version);
		await settle(tx, id, places);
		await audit(tx, actor, 'media.replace', { kind: 'media', id }, { from: row.name, to: fresh.name, version });
		return getMedia(tx, id);
	});
}

/** Puts an earlier version back in its place; what stood there becomes an earlier version in its turn. */
export async function putBackVersion(
	tx: Tx,
	actor: Actor,
	id: string,
	versionId: string,
	places: MediaPlaces
): Promise<Media> {
	const row = await getForTending(tx, actor, id);
	const version = await tx
		.selectFrom('media')
		.selectAll()
		.where('id', '=', versionId)
		.where('replacedBy', '=', id)
		.executeTakeFirst();
	if (!version) throw new NotFound('Cette version n’existe pas.');
	const [ofRow, ofVersion] = [await consentIds(tx, id), await consentIds(tx, versionId)];
	// Two rows cannot hold one key, even for a moment.
	await tx
		.updateTable('media')
		.set({ key: `${version.key}-` })
		.where('id', '=', versionId)
		.execute();
	await tx.updateTable('media').set(ownOf(version)).where('id', '=', id).execute();
	await tx.updateTable('media').set(ownOf(row)).where('id', '=', versionId).execute();
	await moveConsents(tx, ofRow, versionId);
	await moveConsents(tx, ofVersion, id);
	await settle(tx, id, places);
	await audit(tx, actor, 'media.putBack', { kind: 'media', id }, { from: row.name, to: version.name });
	return getMedia(tx, id);
}

async function pictureRow(draft: ImageDraft, store: MediaStore) {
	const { decorative, hasPeople, ...said } = checkDescription(draft);
	const { files, widths, ...size } = await encodePicture(draft.bytes);
	const key = randomBytes(16).toString('hex');
	for (const file of files) await store.put(picturePath(key, file.width, file.format), file.bytes);
	return {
		...{ ...said, ...size, key, mime: 'image/jpeg', widths: json(widths) },
		...{ decorative: Number(decorative), hasPeople: Number(hasPeople) },
		name: keptName(draft.name),
		bytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
		sourceHash: hashOf(draft.bytes)
	};
}

async function fileRow({ bytes, name, altText }: ImageDraft, store: MediaStore) {
	const sourceHash = hashOf(bytes);
	const mime = checkFile(bytes, keptName(name));
	if (!(await store.stat(filePath(sourceHash)))) await store.put(filePath(sourceHash), bytes);
	const key = randomBytes(16).toString('hex');
	return { name: keptName(name), mime, bytes: bytes.length, sourceHash, key, altText: altText.normalize('NFC').trim() };
}

function ownOf(row: Selectable<MediaTable>): Own {
	const { id: _id, replacedBy: _next, searchText: _words, kind: _kind, reach: _reach, ...own } = row;
	return own;
}

const getMedia = async (tx: Tx, id: string): Promise<Media> =>
	toMedia(await tx.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirstOrThrow());

const consentIds = async (tx: Tx, mediaId: string): Promise<string[]> =>
	(await tx.selectFrom('imageConsent').select('id').where('mediaId', '=', mediaId).execute()).map(({ id }) => id);

/** A consent is given for a picture, and follows it. */
async function moveConsents(tx: Tx, ids: string[], mediaId: string): Promise<void> {
	if (ids.length > 0) await tx.updateTable('imageConsent').set({ mediaId }).where('id', 'in', ids).execute();
}

async function settle(tx: Tx, id: string, places: MediaPlaces): Promise<void> {
	await refreshSearch(tx, await getMedia(tx, id));
	await settleNotices(tx, { kind: 'media', id }, 'media');
	await places.forget(tx, id);
}

const sameFile = (): Invalid => {
	const message = 'C’est le même fichier : rien n’est à remplacer.';
	return new Invalid(message, { file: message });
};
