import type { Db } from '#platform/database/index.server.ts';
import { inviteFirstAdmin } from './links.server.ts';
import { countAccounts } from './queries.server.ts';

/**
 * The token of the one-time link (`/bienvenue/TOKEN`) that creates the first administrator, or undefined when the
 * installation has an account. Each start makes a new one and forgets the last.
 */
export async function firstAdminToken(db: Db): Promise<string | undefined> {
	if ((await countAccounts(db)) > 0) return undefined;
	return (await db.transaction().execute((tx) => inviteFirstAdmin(tx))).token;
}
