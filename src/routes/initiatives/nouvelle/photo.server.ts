import { uploadImage } from '#foundation/media/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';

export type Photo = { id: string } | { fault: Record<string, string> } | undefined;

/**
 * Puts the photo of a form into the library, so that a fault elsewhere does not ask to choose it again. Undefined when
 * there is none; `fault` has the sentences for the form's own fields.
 */
export async function keepPhoto(
	{ db, actor, store }: { db: Db; actor: Actor; store: MediaStore },
	file: FormDataEntryValue | null,
	{ altText, hasPeople }: { altText: string; hasPeople: boolean }
): Promise<Photo> {
	if (!(file instanceof File) || file.size === 0) return undefined;
	if (!altText.trim()) return { fault: { pictureAlt: 'Dites ce que montre la photo, puis choisissez-la de nouveau.' } };
	try {
		const bytes = Buffer.from(await file.arrayBuffer());
		return { id: (await uploadImage(db, actor, { bytes, name: file.name, altText, hasPeople }, store)).id };
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		const { file: photo, altText: pictureAlt, ...others } = error.fields;
		return { fault: { ...others, ...(photo && { photo }), ...(pictureAlt && { pictureAlt }) } };
	}
}
