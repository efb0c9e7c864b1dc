import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Forbidden, Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import { json, type Db, type Tx } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import { canAddMedia } from './can.ts';
import { checkDescription, type Description, type FileDraft, type ImageDraft } from './input.ts';
import { searchTextOf } from './library.ts';
import type { Media } from './media.ts';
import { encodePicture } from './picture.server.ts';
import { filePath, picturePath } from './places.server.ts';
import { toMedia } from './queries.server.ts';
import { extensionOf, keptName } from './rules.ts';
import { fileTypeOf } from './signature.ts';
import type { MediaTable } from './tables.server.ts';

const mostFileBytes = 50_000_000;

/**
 * Adds a picture, re-encoded and stripped of its metadata. The same source bytes are stored once: the picture already
 * there is returned, keeps every text it has, and takes those it lacks. Compare `altText` with what you sent when it
 * matters, and say yours where the picture is used. Throws `Invalid` (`file`, `altText`, `caption`, `credit`).
 * In a web process use `uploadImage`, or await `encodePicture(bytes)` first: encoding inside a transaction keeps
 * everyone else waiting.
 */
export async function addImage(tx: Tx, actor: Actor, draft: ImageDraft, store: MediaStore): Promise<Media> {
	if (!canAddMedia(actor)) throw new Forbidden();
	const said = checkDescription(draft);
	const sourceHash = hashOf(draft.bytes);
	const known = await findImage(tx, sourceHash);
	if (known) return completeImage(tx, actor, known, said);
	const { files, ...size } = await encodePicture(draft.bytes);
	const key = randomBytes(16).toString('hex');
	for (const file of files) await store.put(picturePath(key, file.width, file.format), file.bytes);
	return addRow(tx, actor, {
		...said,
		...size,
		kind: 'image',
		name: keptName(draft.name),
		mime: 'image/jpeg',
		bytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
		widths: json(size.widths),
		decorative: said.decorative ? 1 : 0,
		hasPeople: said.hasPeople ? 1 : 0,
		key,
		sourceHash,
		reach: 'internal'
	});
}

/** `addImage` in a transaction of its own, everything slow being done before it begins. */
export async function uploadImage(db: Db, actor: Actor, draft: ImageDraft, store: MediaStore): Promise<Media> {
	if (!canAddMedia(actor)) throw new Forbidden();
	checkDescription(draft);
	const known = await findImage(db, hashOf(draft.bytes));
	if (known?.withdrawnAt)
		throw refusal('Cette image a été retirée de la médiathèque : une personne qui y figure a repris son accord.');
	if (!known) await encodePicture(draft.bytes);
	return db.transaction().execute((tx) => addImage(tx, actor, draft, store));
}

/** The picture that these source bytes became. */
async function findImage(db: Db, sourceHash: string): Promise<Media | undefined> {
	const same = db.selectFrom('media').selectAll().where('sourceHash', '=', sourceHash).where('kind', '=', 'image');
	const row = await same.where('replacedBy', 'is', null).orderBy('id').executeTakeFirst();
	return row && toMedia(row);
}

/** Nobody's words are lost: what the library already says stays, what it does not say yet is taken. */
async function completeImage(tx: Tx, actor: Actor, media: Media, said: Description): Promise<Media> {
	const missing: Partial<Description> = {};
	if (!media.altText && said.altText) Object.assign(missing, { altText: said.altText, decorative: false });
	if (!media.caption && said.caption) missing.caption = said.caption;
	if (!media.credit && said.credit) missing.credit = said.credit;
	if (!media.hasPeople && said.hasPeople) missing.hasPeople = true;
	if (Object.keys(missing).length === 0) return media;
	const { decorative, hasPeople, ...texts } = missing;
	const row = {
		...texts,
		...(decorative !== undefined && { decorative: 0 }),
		...(hasPeople !== undefined && { hasPeople: 1 }),
		searchText: searchTextOf({ ...media, ...texts })
	};
	await tx.updateTable('media').set(row).where('id', '=', media.id).execute();
	await audit(tx, actor, 'media.complete', { kind: 'media', id: media.id }, { fields: Object.keys(missing) });
	return { ...media, ...missing };
}

/**
 * Adds a document, a sound or a film, stored as it is. What it is comes from its content, and its extension must say
 * the same. The same bytes under the same name for the same readers are one media. Throws `Invalid` (field `file`).
 */
export async function addFile(tx: Tx, actor: Actor, draft: FileDraft, store: MediaStore): Promise<Media> {
	if (!canAddMedia(actor)) throw new Forbidden();
	const name = keptName(draft.name);
	const mime = checkFile(draft.bytes, name);
	const sourceHash = hashOf(draft.bytes);
	const reach = draft.reach ?? 'internal';
	const known = await tx
		.selectFrom('media')
		.selectAll()
		.where('sourceHash', '=', sourceHash)
		.where('kind', '=', 'file')
		.where('replacedBy', 'is', null)
		.where('name', '=', name)
		.where('reach', '=', reach)
		.executeTakeFirst();
	if (known) return toMedia(known);
	if (!(await store.stat(filePath(sourceHash)))) await store.put(filePath(sourceHash), draft.bytes);
	return addRow(tx, actor, {
		kind: 'file',
		name,
		mime,
		bytes: draft.bytes.length,
		width: null,
		height: null,
		widths: json([]),
		key: randomBytes(16).toString('hex'),
		sourceHash,
		altText: (draft.altText ?? '').normalize('NFC').trim(),
		decorative: 0,
		caption: '',
		credit: '',
		focalX: 50,
		focalY: 50,
		hasPeople: 0,
		reach
	});
}

/** What a file is; throws `Invalid` (field `file`) for what is not kept. */
export function checkFile(bytes: Buffer, name: string): string {
	const extension = extensionOf(name);
	const type = fileTypeOf(bytes, extension);
	if (bytes.length === 0) throw refusal('Ce fichier est vide.');
	if (bytes.length > mostFileBytes) throw refusal('Ce fichier dépasse 50 Mo.');
	if (!type)
		throw refusal(
			'Ce format n’est pas accepté. Choisissez un PDF, un document ODT, ODS, ODP, DOCX, XLSX ou PPTX sans macro, un texte TXT, CSV, ICS ou VTT, une archive ZIP, un son MP3 ou une vidéo MP4.'
		);
	if (!type.extensions.includes(extension))
		throw refusal(
			`Le contenu de ce fichier ne correspond pas à son nom : c’est un fichier « .${type.extensions[0]} ». Corrigez l’extension, puis ajoutez-le.`
		);
	return type.mime;
}

async function addRow(
	tx: Tx,
	actor: Actor,
	fields: Omit<MediaTable, 'id' | 'uploadedBy' | 'createdAt' | 'withdrawnAt' | 'replacedBy' | 'searchText'>
): Promise<Media> {
	const uploadedBy = actor.kind === 'agent' ? actor.id : null;
	const added = { id: newId(), uploadedBy, createdAt: now(), withdrawnAt: null, replacedBy: null };
	const row: MediaTable = { ...fields, ...added, searchText: searchTextOf(fields) };
	await tx.insertInto('media').values(row).execute();
	const { name, mime, bytes } = row;
	await audit(tx, actor, 'media.add', { kind: 'media', id: row.id }, { name, mime, bytes });
	return toMedia(row);
}

/** SHA-256 (hex). */
export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const refusal = (message: string): Invalid => new Invalid(message, { file: message });
