import { Invalid } from '#kernel/errors.ts';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureFormat } from './media.ts';
import { widthsFor } from './rules.ts';

/** A picture re-encoded, ready to be stored. `width` and `height` are those of the largest. */
export type EncodedPicture = {
	width: number;
	height: number;
	widths: number[];
	files: { width: number; format: PictureFormat; bytes: Buffer }[];
};

const mostBytes = 25_000_000;
const mostPixels = 50_000_000;

/** What sharp calls the formats that we take. HEIC goes by "heif", like AVIF; whether it can be read shows later. */
const accepted = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif']);

/**
 * AVIF effort 2 takes a tenth of the time of the default for one or two per cent more bytes: a picture 1,600 px wide
 * is ready in a third of a second on one core.
 */
const encode: Record<PictureFormat, (image: Sharp) => Sharp> = {
	avif: (image) => image.avif({ quality: 52, effort: 2 }),
	webp: (image) => image.webp({ quality: 78, effort: 2 }),
	jpg: (image) => image.flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true })
};

const kept = new WeakMap<Buffer, Promise<EncodedPicture>>();

/**
 * Re-encodes a picture in every width and format: turned as its EXIF says, in sRGB, without any metadata. Takes about
 * a second: await it before opening a transaction; asked again for the same buffer, it answers at once.
 * Throws `Invalid` (field `file`) for what is not a picture that we take, judged by its content.
 */
export function encodePicture(bytes: Buffer): Promise<EncodedPicture> {
	const known = kept.get(bytes);
	if (known) return known;
	const encoding = encodeAll(bytes);
	kept.set(bytes, encoding);
	return encoding;
}

async function encodeAll(bytes: Buffer): Promise<EncodedPicture> {
	await checkPicture(bytes);
	try {
		const upright = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated' }).autoOrient();
		const widths = widthsFor(uprightWidth(await sharp(bytes, { limitInputPixels: mostPixels }).metadata()));
		const largest = await upright
			.resize({ width: widths.at(-1) })
			.toColourspace('srgb')
			.raw({ depth: 'uchar' })
			.toBuffer({ resolveWithObject: true });
		const { width, height, channels } = largest.info;
		const source = () => sharp(largest.data, { raw: { width, height, channels } });
		const files: EncodedPicture['files'] = [];
		for (const stored of widths)
			for (const format of Object.keys(encode) as PictureFormat[]) {
				const image = stored === width ? source() : source().resize({ width: stored });
				files.push({ width: stored, format, bytes: await encode[format](image).toBuffer() });
			}
		return { width, height, widths, files };
	} catch (error) {
		throw refusal(
			'Cette image ne peut pas être lue jusqu’au bout : elle est peut-être abîmée. Enregistrez-la de nouveau en JPEG ou en PNG.',
			error
		);
	}
}

const uprightWidth = ({ autoOrient }: Metadata): number => autoOrient.width;

async function checkPicture(bytes: Buffer): Promise<void> {
	if (bytes.length === 0) throw refusal('Ce fichier est vide.');
	if (bytes.length > mostBytes) throw refusal('Cette image dépasse 25 Mo. Réduisez-la avant de l’ajouter.');
	if (looksLikeSvg(bytes))
		throw refusal(
			'Les images SVG sont refusées, car elles peuvent contenir du code. Exportez le dessin en PNG, en 1 600 pixels de large.'
		);
	const metadata = await readMetadata(bytes);
	if (!metadata || !accepted.has(metadata.format))
		throw refusal('Ce fichier n’est pas une image. Choisissez un fichier JPEG, PNG, WebP, AVIF, GIF ou TIFF.');
	if (metadata.format === 'heif' && metadata.compression !== 'av1')
		throw refusal('Les photos HEIC ne peuvent pas être lues ici. Exportez la photo en JPEG, puis ajoutez-la.');
	if (metadata.width * metadata.height > mostPixels)
		throw refusal('Cette image dépasse 50 millions de pixels. Réduisez-la avant de l’ajouter.');
}

/** Reads the header only, and only as pictures of pixels: no converter is started for anything else. */
async function readMetadata(bytes: Buffer): Promise<Metadata | undefined> {
	try {
		return await sharp(bytes, { limitInputPixels: false }).metadata();
	} catch {
		return undefined;
	}
}

const looksLikeSvg = (bytes: Buffer): boolean => {
	const head = bytes.subarray(0, 4096).toString('utf8').replaceAll('\0', '');
	return /<(?:[a-z]+:)?svg[\s>]/i.test(head) || (bytes[0] === 0x1f && bytes[1] === 0x8b);
};

const refusal = (message: string, cause?: unknown): Invalid =>
	Object.assign(new Invalid(message, { file: message }), cause ? { cause } : {});
