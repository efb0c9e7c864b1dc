import type { Db } from '#platform/database/index.server.ts';
import { applyBounce, type Returned } from './effects.server.ts';
import { classify, codesIn } from './rules.ts';

/** Refusals of one round. */
const most = 500;

/**
 * What a server refused when it was given the letter is judged as what comes back later: an address that is none gets
 * nothing more. Each once. Answers how many.
 */
export async function judgeRefusals(db: Db, secret: string): Promise<number> {
	const rows = await db
		.selectFrom('delivery')
		.innerJoin('mailing', 'mailing.id', 'delivery.mailingId')
		.leftJoin('subscriber', 'subscriber.id', 'delivery.subscriberId')
		.select(['delivery.id', 'mailingId', 'structureId', 'subscriberId', 'delivery.address', 'agentId'])
		.select(['code', 'response'])
		.where('mailing.state', 'in', ['sending', 'paused', 'settling'])
		.where('delivery.state', '=', 'failed')
		.where('bounce', 'is', null)
		.orderBy('delivery.id')
		.limit(most)
		.execute();
	for (const row of rows) await db.transaction().execute((tx) => judgeOne(tx, row, secret));
	return rows.length;
}

type Refused = Returned & { code: number | null; response: string | null };

/** One that another process has just judged is judged again to the same end. */
async function judgeOne(tx: Parameters<typeof applyBounce>[0], row: Refused, secret: string): Promise<void> {
	const said = row.response ?? '';
	const text = codesIn(said).code === null && row.code !== null ? `${row.code} ${said}` : said;
	const { status } = codesIn(text);
	await applyBounce(tx, row, { bounce: classify(status, text) ?? 'soft', status, text }, secret);
}
