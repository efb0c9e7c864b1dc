import type { Reading } from './flow.ts';

/** A picture that came inside the text waits to be described; one that stayed elsewhere is only counted. */
export function pictureOf(image: HTMLImageElement, reading: Reading): HTMLElement[] {
	const src = image.getAttribute('src') ?? '';
	if (isInvisible(image)) return [];
	if (!/^data:image\/(png|jpe?g|gif|webp|avif|tiff)[;,]/i.test(src)) {
		reading.lost += 1;
		return [];
	}
	// Not `crypto.randomUUID`: a house without HTTPS has none.
	const id = `collage-${Date.now().toString(36)}-${reading.pictures.length + 1}`;
	reading.pictures.push({ id, src, alt: image.alt });
	const waiting = reading.make('img');
	waiting.setAttribute('data-media', id);
	return [waiting];
}

/** What a mail or a site counts its readers with. */
const isInvisible = (image: HTMLImageElement) =>
	['width', 'height'].some((side) => /^[0-3](px)?$/.test(image.getAttribute(side) ?? ''));
