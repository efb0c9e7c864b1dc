import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { lockRows, type Db, type Tx } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import type { Selectable } from 'kysely';
import { canTendMedia } from './can.ts';
import { checkDescription, type ImageDraft } from './input.ts';
import { searchTextOf } from './library.ts';
import { listConsents } from './library.server.ts';
import { pictureFormats, type Media } from './media.ts';
import { filePath, picturePath } from './places.server.ts';
import { toMedia } from './queries.server.ts';
import { extensionOf, keptName } from './rules.ts';
import type { MediaTable } from './tables.server.ts';
import type { MediaPlaces, MediaUse } from './uses.ts';

/** A media for who may look after it. Throws `NotFound` and `Forbidden`. */
export async function getForTending(tx: Tx, actor: Actor, id: string): Promise<Selectable<MediaTable>> {
	const asked = tx.selectFrom('media').selectAll().where('id', '=', id).where('replacedBy', 'is', null);
	const row = await lockRows(tx, asked).executeTakeFirst();
	if (!row) throw new NotFound('Ce média n’est pas dans la médiathèque.');
	if (!canTendMedia(actor, row.uploadedBy))
		throw new Forbidden('La rédaction, ou la personne qui l’a ajouté, s’occupe de ce média.');
	return row;
}

export type MediaDescription = Omit<ImageDraft, 'bytes'>;

/** Says again what is said of a media, everywhere at once. Throws `Invalid` (`name`, `altText`, `caption`, `credit`). */
export async function describeMedia(
	tx: Tx,
	actor: Actor,
	id: string,
	draft: MediaDescription,
	places: MediaPlaces
): Promise<Media> {
	const row = await getForTending(tx, actor, id);
	const name = sameExtension(keptName(draft.name), row.name);
	const words =
		row.kind === 'image' ? checkDescription(draft) : { altText: draft.altText.normalize('NFC').trim().slice(0, 500) };
	const said = {
		name,
		...words,
		...('decorative' in words && { decorative: Number(words.decorative), hasPeople: Number(words.hasPeople) })
	} as Partial<MediaTable>;
	await tx.updateTable('media').set(said).where('id', '=', id).execute();
	const after = { ...row, ...said };
	await refreshSearch(tx, after);
	const fields = Object.keys(said).filter(
		(field) => row[field as keyof typeof row] !== after[field as keyof typeof row]
	);
	await places.forget(tx, id);
	await audit(tx, actor, 'media.describe', { kind: 'media', id }, { fields });
	return toMedia(after);
}

/** A media may be called otherwise; what it is stays in its name. */
function sameExtension(name: string, known: string): string {
	const extension = extensionOf(known);
	if (!extension || extensionOf(name) === extension) return name;
	const message = `Gardez « .${extension} » à la fin du nom : c’est ce qu’est ce fichier.`;
	throw new Invalid(message, { name: message });
}

/** To be called whenever words or persons of a media have changed. */
export async function refreshSearch(tx: Tx, media: Pick<Media, 'id' | 'name' | 'altText' | 'caption' | 'credit'>) {
	const persons = (await listConsents(tx, [media.id])).map(({ person }) => person);
	const searchText = searchTextOf(media, persons);
	await tx.updateTable('media').set({ searchText }).where('id', '=', media.id).execute();
}

/** Why a media stays: what was published keeps its pictures (Code du patrimoine, R. 212-14), and drafts need theirs. */
export const keepingUses = (uses: MediaUse[]): MediaUse[] =>
	uses.filter(({ wasPublished, moment }) => wasPublished || moment !== 'past');

/**
 * Takes a media, with its earlier versions and consents, out of the library for good. Throws `Conflict` when anything
 * that was published, or that is being written, shows it.
 */
export async function deleteMedia(
	{ db, store }: { db: Db; store: MediaStore },
	actor: Actor,
	id: string,
	places: MediaPlaces
): Promise<void> {
	const gone = await db.transaction().execute(async (tx) => {
		const row = await getForTending(tx, actor, id);
		const keeping = keepingUses(await places.list(tx, [id]));
		if (keeping.length > 0)
			throw new Conflict(`« ${row.name} » ne peut pas être supprimé : « ${keeping[0]!.title} » le montre.`);
		const versions = await tx.selectFrom('media').selectAll().where('replacedBy', '=', id).execute();
		const ids = [id, ...versions.map((version) => version.id)];
		await tx.deleteFrom('imageConsent').where('mediaId', 'in', ids).execute();
		await tx.deleteFrom('media').where('id', 'in', ids).execute();
		await audit(tx, actor, 'media.delete', { kind: 'media', id }, { name: row.name, versions: versions.length });
		return [row, ...versions];
	});
	for (const row of gone) await removeBytes(db, store, row);
}

async function removeBytes(db: Db, store: MediaStore, row: Selectable<MediaTable>): Promise<void> {
	for (const width of toMedia(row).widths)
		for (const format of pictureFormats) await store.remove(picturePath(row.key, width, format));
	if (row.kind === 'image') return;
	const same = await db.selectFrom('media').select('id').where('sourceHash', '=', row.sourceHash).executeTakeFirst();
	if (!same) await store.remove(filePath(row.sourceHash));
}
