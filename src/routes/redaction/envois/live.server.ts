import { getMailing, mailingPace, waitingOf } from '#distribution/mailings/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Live } from './live.ts';

/** What moves in one mailing. Throws `NotFound` for who may not see it. */
export async function liveOf(db: Db, actor: Actor, id: string): Promise<Live> {
	const { state, reason, counts } = await getMailing(db, actor, id);
	const { perSecond, remaining, providers } = await mailingPace(db, actor, id);
	return { ...{ state, reason, counts, perSecond, remaining, providers }, ...(await waitingOf(db, id)) };
}
