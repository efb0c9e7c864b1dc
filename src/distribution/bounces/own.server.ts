import { forgetOwnDeliveries } from '#distribution/mailings/index.server.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { forgetReturnsOf } from './duties.server.ts';

/**
 * Personal addresses that agents took back, or that went with their accounts, leave the letters that went there and what
 * came back of them; what still waited is not sent. Answers how many.
 */
export async function forgetOwnTraces(tx: Tx): Promise<number> {
	const gone = await forgetOwnDeliveries(tx);
	for (const { subscriberId, address } of gone) await forgetReturnsOf(tx, subscriberId, address);
	return gone.length;
}
