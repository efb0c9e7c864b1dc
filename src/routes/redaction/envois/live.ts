import type { Counts, MailingState } from '#distribution/mailings/index.ts';
import type { Instant } from '#kernel/dates.ts';

/** What moves in a mailing: asked again every second or two while its page is open. */
export type Live = {
	state: MailingState;
	/** Why it is paused; null otherwise. */
	reason: string | null;
	counts: Counts;
	perSecond: number;
	/** Seconds; null when nothing moves. */
	remaining: number | null;
	providers: { provider: string; counts: Counts }[];
	/** Letters to agents in their hours of rest, and the first moment at which one that waits may leave. */
	resting: number;
	next: Instant | null;
};
