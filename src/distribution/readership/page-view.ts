import type { Day } from '#kernel/dates.ts';

/** How somebody came to a page. A letter's links are the same for everybody (`?n=TITRE-NUMÉRO`): they name no recipient. */
export type Channel = 'web' | 'letter' | 'feed';

export const channels: Channel[] = ['web', 'letter', 'feed'];

export const channelLabels: Record<Channel, string> = {
	web: 'Depuis le site',
	letter: 'Depuis la lettre',
	feed: 'Depuis les flux'
};

/**
 * A page that was read, by nobody in particular: of an issue, of an article, or of an article in an issue. An empty text
 * stands for what it is not.
 */
export type PageView = {
	channel: Channel;
	/** Addresses, as the page has them. */
	publication: string;
	number: number;
	article: string;
	/** The slug of the structure in whose voice it was read. */
	structure: string;
};

/** What was counted on one day. */
export type CountedViews = PageView & { day: Day; views: number };

/** A number of people too small to be said (C25) is null. */
export type Masked = number | null;
