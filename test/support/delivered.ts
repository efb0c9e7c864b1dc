import type { DeliveryState } from '#distribution/mailings/index.ts';
import type { Issue } from '#editions/publications/index.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Press } from './press.ts';

/** Letters in one state for one structure; `left` of their recipients then leave the title. */
export type SentLot = { structure: string; state: DeliveryState; count: number; left?: number };

/** A mailing of an issue as it stands once it was sent by the desk, without sending it. Answers when it began. */
export async function sendAll(db: Db, press: Press, issue: Issue, lots: SentLot[]): Promise<string> {
	const [id, startedAt] = [newId(), now()];
	const candidates = lots.reduce((total, { count }) => total + count, 0);
	await db
		.insertInto('mailing')
		.values({
			...{ id, issueId: issue.id, publicationId: issue.publicationId, state: 'settling', reason: null, policy: 'hold' },
			...{ isUrgent: 0, candidates, excluded: 0, plannedAt: null, createdBy: press.cast.desk.id },
			...{ createdAt: startedAt, preparedAt: startedAt, startedAt, endedAt: null, erasedAt: null }
		})
		.execute();
	for (const { structure, state, count, left = 0 } of lots)
		for (let index = 0; index < count; index += 1)
			await sendOne(db, id, issue, { structure, state, leaves: index < left });
	return startedAt;
}

async function sendOne(
	db: Db,
	mailingId: string,
	{ publicationId }: Issue,
	{ structure, state, leaves }: { structure: string; state: DeliveryState; leaves: boolean }
): Promise<void> {
	const [id, subscriberId, at] = [newId(), newId(), now()];
	const address = `${subscriberId}@essai.example`;
	await db
		.insertInto('subscriber')
		.values({ id: subscriberId, address, addressKey: subscriberId, agentId: null, createdAt: at, lastContactAt: at })
		.execute();
	await db
		.insertInto('subscription')
		.values({ subscriberId, publicationId, structureId: structure, state: leaves ? 'left' : 'active', at })
		.execute();
	await db
		.insertInto('delivery')
		.values({
			...{ id, mailingId, structureId: structure, subscriberId, address, provider: 'autre', state, attempts: 1 },
			...{ nextAt: null, holder: null, code: 250, response: 'ok', at, bounce: null, bouncedAt: null }
		})
		.execute();
}
