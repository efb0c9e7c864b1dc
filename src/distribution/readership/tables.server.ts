import type { Day } from '#kernel/dates.ts';
import type { Channel } from './page-view.ts';

/**
 * How often a page was read on a day, by channel: sums, and nothing of who read. An empty text stands for what a page is
 * not of (an article outside any issue has no issue).
 */
export type PageCountTable = {
	day: Day;
	channel: Channel;
	issueId: string;
	articleId: string;
	structureId: string;
	views: number;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		pageCount: PageCountTable;
	}
}
