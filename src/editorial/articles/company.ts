import type { Instant } from '#kernel/dates.ts';

/** Somebody who has an article open at this moment. */
export type Present = { agentId: string; name: string };

/** Somebody invited to write one article, whatever his remit, with the structures (ids) that he belongs to. */
export type Guest = { id: string; name: string; jobTitle: string; structures: string[]; invitedAt: Instant };

/** What somebody noted beside a passage, which `quote` repeats; an empty quote is about the whole article. */
export type Remark = {
	id: string;
	quote: string;
	body: string;
	author: { id: string; name: string } | null;
	at: Instant;
	/** When it was answered, and by whom. */
	resolvedAt: Instant | null;
	resolvedBy: string | null;
};
