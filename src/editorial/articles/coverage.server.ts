import { countReached } from '#foundation/accounts/index.server.ts';
import { countHeads } from '#foundation/structures/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';

/**
 * Agents whom an article is for: how many there are by the charts, how many have an account, and how many no screen and
 * no mail can reach.
 */
export type Coverage = { people: number; accounts: number; unreached: number };

/** For an audience (structure ids). Numbers only: nobody is named. */
export async function coverageOf(db: Db, audience: string[]): Promise<Coverage> {
	const { accounts, reached } = await countReached(db, audience);
	const people = Math.max(accounts, await countHeads(db, audience));
	return { people, accounts, unreached: people - reached };
}
