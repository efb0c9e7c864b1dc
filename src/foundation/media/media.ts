import type { Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';

export type MediaKind = 'image' | 'file';

/** A picture or a file of the library, re-encoded and stripped of what it told about its maker. */
export type Media = {
	id: string;
	kind: MediaKind;
	/** The name under which it came, accents and spaces kept: "été à l’hôtel de ville.pdf". */
	name: string;
	mime: string;
	bytes: number;
	/** Pixels of the largest stored width; null for files. */
	width: number | null;
	height: number | null;
	/** Stored widths in pixels, ascending; each exists as AVIF, WebP and JPEG. */
	widths: number[];
	/** Unguessable first part of its addresses: `/media/KEY/960.webp`. */
	key: string;
	/** Text for who cannot see it. Empty only when `decorative`. */
	altText: string;
	decorative: boolean;
	caption: string;
	credit: string;
	/** Where the eye goes, 0-100 % from the left and from the top. */
	focalX: number;
	focalY: number;
	/** How far a file may travel. Pictures travel with what shows them. */
	reach: Reach;
	createdAt: Instant;
	/** Whether somebody can be recognised on it: then each use asks for a consent. */
	hasPeople: boolean;
	/** Since when nobody sees it but the desk. */
	withdrawnAt: Instant | null;
};

/** Formats in which every picture is stored. JPEG is for mail, where others do not load. */
export const pictureFormats = ['avif', 'webp', 'jpg'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** The address of a picture at the smallest stored width that is at least `width` pixels. */
export function pictureUrl(media: Pick<Media, 'key' | 'widths'>, width: number, format: PictureFormat): string {
	const fitting = media.widths.find((stored) => stored >= width) ?? media.widths.at(-1) ?? width;
	return `/media/${media.key}/${fitting}.${format}`;
}

/** A `srcset` of every stored width in one format. */
export const pictureSet = (media: Pick<Media, 'key' | 'widths'>, format: PictureFormat): string =>
	media.widths.map((width) => `/media/${media.key}/${width}.${format} ${width}w`).join(', ');

/** Where a file is read; asks who is asking. */
export const fileUrl = (media: Pick<Media, 'id' | 'name'>): string =>
	`/fichiers/${media.id}/${encodeURIComponent(media.name)}`;

/** Bytes to serve. `tag` is a strong entity tag with its quotes. */
export type Served = { body: ReadableStream<Uint8Array>; bytes: number; mime: string; tag: string };
