import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Actor } from '#foundation/accounts/index.ts';
import { addFile, addImage, encodePicture } from '#foundation/media/index.server.ts';
import type { PictureUse, Warning } from '#editorial/content/index.ts';
import { shorten } from '#kernel/text.ts';
import type { Tx } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import { readableName, type FoundFile } from './lookup.server.ts';

/** The pictures and files of one article, read from its folder and ready to be put into the library. */
export type Gathered = {
	pictures: Map<string, FoundFile>;
	/** SHA-256 (hex) of each, so that an article whose picture changed is seen to have changed. */
	hashes: string[];
};

export type Find = (src: string) => Promise<FoundFile | undefined>;

/** Reads what addresses name. What is not there is left out: whoever shows it will say so. */
export async function gather(srcs: string[], find: Find): Promise<Gathered> {
	const gathered: Gathered = { pictures: new Map(), hashes: [] };
	for (const src of new Set(srcs)) {
		const file = src.startsWith('data:') ? fromDataUrl(src) : await find(src);
		if (!file) continue;
		gathered.pictures.set(src, file);
		gathered.hashes.push(createHash('sha256').update(file.bytes).digest('hex'));
	}
	return gathered;
}

/** Pictures pasted into a text come inside it. */
function fromDataUrl(src: string): FoundFile | undefined {
	const match = /^data:image\/(\w+)[^,]*;base64,([\sA-Za-z0-9+/=]+)$/.exec(src);
	return match ? { bytes: Buffer.from(match[2]!, 'base64'), name: `image.${match[1]}` } : undefined;
}

/** Width in pixels at which a drawing becomes a picture. */
const drawingWidth = 1600;

/** A drawing as pixels: SVG may hold code, which pixels do not. Anything else comes back as it is. */
export async function asPixels(file: FoundFile): Promise<FoundFile> {
	if (!/\.svg$/i.test(file.name)) return file;
	const { width = drawingWidth } = await sharp(file.bytes).metadata();
	const density = Math.min(2400, Math.max(72, Math.ceil((72 * drawingWidth) / width)));
	const bytes = await sharp(file.bytes, { density }).resize({ width: drawingWidth }).png().toBuffer();
	return { bytes, name: file.name.replace(/\.svg$/i, '.png') };
}

/**
 * Encodes pictures before a transaction opens, since each takes about a second. Those that cannot be read are left out,
 * with a warning.
 */
export async function prepare({ pictures }: Gathered, warnings: Warning[]): Promise<Map<string, FoundFile>> {
	const ready = new Map<string, FoundFile>();
	for (const [src, file] of pictures) {
		try {
			const picture = await asPixels(file);
			await encodePicture(picture.bytes);
			ready.set(src, picture);
		} catch (error) {
			warnings.push({
				code: 'media-missing',
				message: `L’image « ${file.name} » n’a pas été prise\u00a0: ${(error as Error).message}`
			});
		}
	}
	return ready;
}

export type PictureTexts = { alt: string; caption: string; credit: string };

/**
 * Puts a prepared picture into the library. Without a text for those who cannot see it, its caption serves; without
 * either, the library says honestly that nobody described it: only a person can decide that a picture is decorative.
 */
export async function addPicture(
	tx: Tx,
	actor: Actor,
	store: MediaStore,
	{ bytes, name }: FoundFile,
	texts: PictureTexts,
	warnings: Warning[]
): Promise<PictureUse> {
	const said = shorten(texts.alt || texts.caption, 500);
	const readable = readableName(name);
	const undescribed = `Image non décrite${readable ? `\u00a0: ${readable}` : ''}`;
	if (!said) warnings.push(notDescribed({ name }));
	const draft = {
		...{ bytes, name, altText: said || undescribed },
		...{ caption: shorten(texts.caption, 1000), credit: shorten(texts.credit, 200) }
	};
	const media = await addImage(tx, actor, draft, store);
	const own = (text: string, common: string) => (text && text !== common ? text : '');
	return {
		media: media.id,
		alt: own(said, media.altText),
		caption: own(texts.caption, media.caption),
		credit: own(texts.credit, media.credit)
	};
}

export const notDescribed = ({ name }: Pick<FoundFile, 'name'>): Warning => ({
	code: 'alt-missing',
	message: `L’image « ${name} » n’a pas de texte de remplacement\u00a0: décrivez-la.`
});

export const addDocument = async (tx: Tx, actor: Actor, store: MediaStore, file: FoundFile): Promise<string> =>
	(await addFile(tx, actor, { bytes: file.bytes, name: file.name }, store)).id;
