import type { Instant } from '#kernel/dates.ts';

/** An article as a feed says it: everything in it is public, and every address whole. */
export type FeedItem = {
	/** The article's id, which never changes. */
	id: string;
	url: string;
	title: string;
	summary: string;
	html: string;
	/** A JPEG of the cover. */
	image: string | null;
	/** The function that signs, else the structure. */
	author: string;
	section: string;
	publishedAt: Instant;
	updatedAt: Instant;
};

/** What one structure publishes for all, newest first. `updatedAt` is that of the newest change, null while there is none. */
export type ArticleFeed = {
	title: string;
	/** The structure's name. */
	author: string;
	/** Address of the feed without its ending (`.atom`, `.json`). */
	url: string;
	updatedAt: Instant | null;
	items: FeedItem[];
};
