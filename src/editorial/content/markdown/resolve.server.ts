import type { Warning } from '../channel.ts';
import { hostOf } from '../channels/links.ts';
import type { Block, File, Image } from '../document.ts';
import { unresolved, type Reading, type ResolveFile, type ResolveImage } from './reading.ts';
import { words } from './words.server.ts';

const srcOf = (media: string) => (media.startsWith(unresolved) ? media.slice(unresolved.length) : undefined);

/**
 * The same blocks with their pictures and files in the library. A remote picture that cannot be had becomes a link,
 * another leaves a warning; `media:ID` is taken at its word.
 */
export async function resolveMedia(
	reading: Pick<Reading, 'blocks' | 'warnings'>,
	resolveImage: ResolveImage,
	resolveFile: ResolveFile = async () => undefined
): Promise<Pick<Reading, 'blocks' | 'warnings'>> {
	const warnings = [...reading.warnings];
	const blocks: Block[] = [];
	for (const block of reading.blocks)
		blocks.push(...(await resolveBlock(block, { resolveImage, resolveFile, warnings })));
	return { blocks, warnings };
}

type Hands = { resolveImage: ResolveImage; resolveFile: ResolveFile; warnings: Warning[] };

async function resolveBlock(block: Block, hands: Hands): Promise<Block[]> {
	if (block.type === 'image') return [(await asInLibrary(block, hands)) ?? (instead(block, hands) as Block[])].flat();
	if (block.type === 'file') return resolveFileBlock(block, hands);
	if (block.type !== 'gallery') return [block];
	const images: Image[] = [];
	const others: Block[] = [];
	for (const image of block.content) {
		const found = await asInLibrary(image, hands);
		if (found) images.push(found);
		else others.push(...instead(image, hands));
	}
	return images.length > 0 ? [{ ...block, content: images }, ...others] : others;
}

async function asInLibrary(image: Image, { resolveImage }: Hands): Promise<Image | undefined> {
	const src = srcOf(image.attrs.media);
	if (src === undefined) return image;
	const { alt = '', caption = '', credit = '' } = image.attrs;
	const use = src.startsWith('media:') ? { media: src.slice(6), alt, caption } : await resolveImage(src, alt, caption);
	if (!use) return undefined;
	const address = image.attrs.for;
	const texts = { alt: use.alt ?? '', caption: use.caption ?? '', credit: use.credit || credit };
	const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
	return { type: 'image', attrs: { ...(address && { for: address }), media: use.media, ...filled } };
}

/** What stands where a picture could not be had. */
function instead({ attrs }: Image, { warnings }: Hands): Block[] {
	const src = srcOf(attrs.media) ?? '';
	const name = attrs.alt || attrs.caption;
	const address = attrs.for ? { attrs: { for: attrs.for } } : {};
	if (!/^https?:\/\//.test(src)) {
		warnings.push({
			code: 'media-missing',
			message: `L’image « ${src.slice(0, 120)} » est introuvable\u00a0: elle n’apparaît pas.`
		});
		return [];
	}
	const message = `L’image distante « ${src.slice(0, 120)} » n’a pas été copiée\u00a0: un lien la remplace.`;
	warnings.push({ code: 'media-missing', message });
	const label = `Voir l’image${name ? `\u00a0: ${name}` : ` sur ${hostOf(src)}`}`;
	return [{ type: 'paragraph', ...address, content: [words(label, [{ type: 'link', attrs: { href: src } }])] }];
}

async function resolveFileBlock(block: File, { resolveFile, warnings }: Hands): Promise<Block[]> {
	const src = srcOf(block.attrs.media);
	if (src === undefined) return [block];
	const media = await resolveFile(src);
	if (media) return [{ ...block, attrs: { ...block.attrs, media } }];
	warnings.push({
		code: 'media-missing',
		message: `Le fichier « ${src.slice(0, 120)} » est introuvable\u00a0: il n’apparaît pas.`
	});
	return [];
}
