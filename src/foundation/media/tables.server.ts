import type { Day, Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { ConsentUse } from './consents.ts';
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
	/** Since when nobody sees it any more, because somebody on it took back his consent. */
	withdrawnAt: Instant | null;
	/** Set on an earlier version of a media: the id of the one that took its place. */
	replacedBy: string | null;
	/** Whether somebody can be recognised on it. */
	hasPeople: number;
	/** Its words without accents, to be searched. */
	searchText: string;
};

/** What one person on a picture allows, and until when. */
export type ImageConsentTable = {
	id: string;
	mediaId: string;
	person: string;
	agentId: string | null;
	uses: Json<ConsentUse[]>;
	fromOn: Day | null;
	untilOn: Day | null;
	/** Where the signed paper is. */
	proof: string;
	createdBy: string | null;
	createdAt: Instant;
	withdrawnAt: Instant | null;
	withdrawnReason: string;
	/** When the desk was told that it ends soon, that it has ended, that the agent has left. */
	soonToldAt: Instant | null;
	endedToldAt: Instant | null;
	leftToldAt: Instant | null;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		media: MediaTable;
		imageConsent: ImageConsentTable;
	}
}
