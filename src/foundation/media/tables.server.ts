import type { Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { MediaKind } from './media.ts';

export type MediaTable = {
	id: string;
	kind: MediaKind;
	name: string;
	mime: string;
	bytes: number;
	width: number | null;
	height: number | null;
	widths: Json<number[]>;
	key: string;
	/** SHA-256 (hex) of what was sent, so that the same file is stored once. */
	sourceHash: string;
	altText: string;
	decorative: number;
	caption: string;
	credit: string;
	focalX: number;
	focalY: number;
	reach: Reach;
	uploadedBy: string | null;
	createdAt: Instant;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		media: MediaTable;
	}
}
