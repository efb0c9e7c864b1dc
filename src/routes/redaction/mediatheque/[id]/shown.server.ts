import { fullName } from '#foundation/accounts/index.ts';
import { getAgent } from '#foundation/accounts/index.server.ts';
import type { LibraryItem } from '#foundation/media/index.server.ts';
import { consentState, flagsOf } from '#foundation/media/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';

/**
 * A media with its consents as the desk reads them today. Where the paper is, and why a consent was taken back, is for
 * who looks after it.
 */
export function shownItem({ media, consents, mayTend }: LibraryItem & { mayTend: boolean }) {
	const kept = mayTend ? {} : { proof: '', withdrawnReason: '' };
	const today = dayOf(now());
	return {
		media,
		flags: flagsOf(media, consents, today),
		consents: consents.map((consent) => ({ ...consent, ...kept, state: consentState(consent, today) }))
	};
}

/** Who added it, when somebody still knows. */
export async function nameOf(db: Db, agentId: string | null): Promise<string | null> {
	if (!agentId) return null;
	try {
		return fullName(await getAgent(db, agentId));
	} catch (error) {
		if (error instanceof NotFound) return null;
		throw error;
	}
}
