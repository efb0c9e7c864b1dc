import { feeds } from '#distribution/feeds/index.server.ts';
import { inIssues } from '#editions/publications/index.server.ts';
import { intranet, settleWays, type Ways } from '#editorial/articles/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';

/** Every way that goes by itself, each known by the module that owns it. */
const ways: Ways = { intranet, feed: feeds, letter: inIssues('newsletter'), journal: inIssues('journal') };

/** The duty of the clock: what has appeared is followed on each of its ways. Returns how many were settled. */
export const settleOutlets = (db: Db): Promise<number> => settleWays(db, ways);
