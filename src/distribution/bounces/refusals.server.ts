import { createHash } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { applyBounce, type Returned } from './effects.server.ts';
import { classify, codesIn } from './rules.ts';
import { tellOfMailing } from './telling.server.ts';
import { keptWords } from './words.server.ts';

/** Refusals of one round. */
const most = 200;

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
		.select(['code', 'response', 'delivery.at', 'isOwn'])
		.where('mailing.state', 'in', ['sending', 'paused', 'settling'])
		.where('delivery.state', '=', 'failed')
		.where('bounce', 'is', null)
		.orderBy('delivery.id')
		.limit(most)
		.execute();
	for (const row of rows) await db.transaction().execute((tx) => judgeOne(tx, row, secret));
	return rows.length;
}

type Refused = Returned & { code: number | null; response: string | null; at: string | null };

/** Kept as what comes back is, so that an address that was stopped is found among them. Judged once, whoever comes first. */
async function judgeOne(tx: Tx, row: Refused, secret: string): Promise<void> {
	const said = row.response ?? '';
	const text = codesIn(said).code === null && row.code !== null ? `${row.code} ${said}` : said;
	const { status } = codesIn(text);
	// Without an answer, it was not the recipient's server that failed.
	const bounce = classify(status, text) ?? (row.code === null ? 'policy' : 'soft');
	const sha256 = createHash('sha256').update(`refused ${row.id} ${row.at}`).digest('hex');
	const known = await tx.selectFrom('bounceRaw').select('id').where('sha256', '=', sha256).executeTakeFirst();
	if (known) return;
	const done = await applyBounce(tx, row, { bounce, status, text }, secret);
	await tx
		.insertInto('bounceRaw')
		.values({
			...{ id: newId(), sha256, source: 'serveur', at: now(), kind: 'bounce', bounce, status, ...done },
			...keptWords(
				{
					...{ diagnostic: text.slice(0, 500), recipient: row.address || null, sender: null, subject: null },
					...{ excerpt: null, raw: null }
				},
				row
			),
			...{ structureId: row.structureId, mailingId: row.mailingId },
			...{ deliveryId: row.id, agentId: row.agentId, readAt: null },
			...{ undoneAt: null, undoneBy: null, undoneReason: null }
		})
		.execute();
	// Counted with the others now, it may be one too many.
	await tellOfMailing(tx, row.mailingId);
}
