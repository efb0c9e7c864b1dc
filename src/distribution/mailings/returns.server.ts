import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';

/** What came back of a letter. `status` is that of RFC 3463 ("5.1.1"), or empty. */
export type Return = {
	kind: 'hard' | 'soft' | 'policy' | 'complaint';
	status: string;
	/** The diagnosis, in the words of who returned it. */
	text: string;
	at: string;
};

/** Shares of what was accepted beyond which a mailing stops by itself (what mailbox keepers tolerate), and from how many. */
const tolerated = { complaint: 0.002, hard: 0.02 };
const fewest = 200;

/**
 * Notes that a letter came back. One that came back for good is `bounced`; one that was only put off stays as it is, with
 * what was said. A mailing of which too many come back is paused. Answers whether the delivery was found.
 */
export async function recordBounce(tx: Tx, deliveryId: string, { kind, status, text, at }: Return): Promise<boolean> {
	const bounce = `${kind}${status ? ` ${status}` : ''} ${text}`.slice(0, 400);
	const delivery = await tx
		.updateTable('delivery')
		.set({ bounce, bouncedAt: at })
		.where('id', '=', deliveryId)
		.returning(['mailingId'])
		.executeTakeFirst();
	if (!delivery) return false;
	if (kind === 'hard' || kind === 'policy')
		await tx
			.updateTable('delivery')
			.set({ state: 'bounced', holder: null, nextAt: null })
			.where('id', '=', deliveryId)
			.where('state', 'in', ['sent', 'uncertain', 'bounced'])
			.execute();
	await pauseWhenTooMany(tx, delivery.mailingId);
	return true;
}

async function pauseWhenTooMany(tx: Tx, mailingId: string): Promise<void> {
	const count = async (like: string) => {
		const { number } = await tx
			.selectFrom('delivery')
			.select((eb) => eb.fn.countAll().as('number'))
			.where('mailingId', '=', mailingId)
			.where('bounce', 'like', `${like} %`)
			.executeTakeFirstOrThrow();
		return Number(number);
	};
	const given = await countGiven(tx, mailingId);
	if (given < fewest) return;
	const [hard, complaint, policy] = [await count('hard'), await count('complaint'), await count('policy')];
	const reason =
		complaint / given > tolerated.complaint
			? `${complaint} personnes ont signalé cette lettre comme indésirable.`
			: policy / given > tolerated.hard
				? `${policy} lettres ont été refusées à cause de l’expéditeur : voyez sa santé.`
				: hard / given > tolerated.hard
					? `${hard} adresses n’existent pas ou plus : vérifiez la liste.`
					: undefined;
	if (!reason) return;
	const { numUpdatedRows } = await tx
		.updateTable('mailing')
		.set({ state: 'paused', reason })
		.where('id', '=', mailingId)
		.where('state', '=', 'sending')
		.executeTakeFirst();
	if (numUpdatedRows > 0n) log.warn({ mailing: mailingId, reason, at: now() }, 'a mailing was paused by its returns');
}

async function countGiven(db: Db, mailingId: string): Promise<number> {
	const { number } = await db
		.selectFrom('delivery')
		.select((eb) => eb.fn.countAll().as('number'))
		.where('mailingId', '=', mailingId)
		.where('state', 'in', ['sent', 'bounced'])
		.executeTakeFirstOrThrow();
	return Number(number);
}
