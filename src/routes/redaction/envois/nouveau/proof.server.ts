import { refuseUnproofed } from '#editions/publications/index.server.ts';
import type { Issue } from '#editions/publications/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { Conflict } from '#kernel/errors.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';

/** Whether an issue is, at this moment, the one whose proof was given; otherwise what keeps it from leaving. */
export async function proofOf(
	db: Db,
	issue: Issue,
	settings: Settings
): Promise<{ at: Instant | null; refusal: string }> {
	try {
		await refuseUnproofed(db, issue, settings);
		return { at: issue.proofAt, refusal: '' };
	} catch (error) {
		if (!(error instanceof Conflict)) throw error;
		return { at: issue.proofAt, refusal: error.message };
	}
}
