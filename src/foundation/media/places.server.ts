import type { PictureFormat } from './media.ts';

/** Where the store keeps a picture: its key is also the first part of its address. */
export const picturePath = (key: string, width: number, format: PictureFormat): string =>
	`pictures/${key}/${width}.${format}`;

/** Where the store keeps a file: by its content, so that the same bytes are there once. */
export const filePath = (sourceHash: string): string => `files/${sourceHash.slice(0, 2)}/${sourceHash}`;
