import type { Instant } from '#kernel/dates.ts';

/** A signed comment. One that was hidden is kept, with who hid it, when and why. */
export type CommentTable = {
	id: string;
	articleId: string;
	/** Null once the account is gone. */
	agentId: string | null;
	body: string;
	at: Instant;
	hiddenAt: Instant | null;
	hiddenBy: string | null;
	hiddenReason: string;
};

/** Who reported a comment, once, and why. */
export type CommentReportTable = { commentId: string; agentId: string; reason: string; at: Instant };

/** Who accepted which version of the charter. */
export type CharterAcceptanceTable = { agentId: string; charter: string; at: Instant };

declare module '#platform/database/tables.ts' {
	interface Tables {
		comment: CommentTable;
		commentReport: CommentReportTable;
		charterAcceptance: CharterAcceptanceTable;
	}
}
