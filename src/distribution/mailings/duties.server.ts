import { operator } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { DomainError } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { startMailing, type MailingSettings } from './commands.server.ts';
import { punctuality } from './rules.ts';

const day = 86_400_000;
const before = (days: number): string => new Date(Date.parse(now()) - days * day).toISOString();

/**
 * A duty: lets planned mailings leave when their moment has come. One whose moment is long past, or that may not leave any
 * more as it was approved, waits for a person and says why.
 */
export async function startDueMailings(db: Db, settings: MailingSettings): Promise<number> {
	const due = await db
		.selectFrom('mailing')
		.select(['id', 'plannedAt'])
		.where('state', '=', 'scheduled')
		.where('plannedAt', '<=', now())
		.execute();
	for (const { id, plannedAt } of due) {
		if (punctuality(plannedAt!, now()) === 'missed')
			await hold(
				db,
				id,
				'L’heure prévue est passée de plus de deux heures : envoyez-le maintenant ou choisissez un autre moment.'
			);
		else
			await startMailing(db, operator, id, settings).catch(async (error: unknown) => {
				if (!(error instanceof DomainError)) throw error;
				await hold(db, id, error.message);
			});
	}
	return due.length;
}

async function hold(db: Db, id: string, reason: string): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await tx
			.updateTable('mailing')
			.set({ state: 'paused', reason })
			.where('id', '=', id)
			.where('state', '=', 'scheduled')
			.execute();
		await audit(tx, operator, 'mailing.pause', { kind: 'mailing', id }, { reason });
	});
}

/** Days during which returns are waited for, and during which addresses are kept after that. */
const settlingDays = 5;
const keptDays = 30;

/** A duty: closes mailings whose returns have come, and later erases whom they went to; numbers stay. */
export async function closeMailings(db: Db): Promise<number> {
	const { numUpdatedRows } = await db
		.updateTable('mailing')
		.set({ state: 'closed' })
		.where('state', '=', 'settling')
		.where('endedAt', '<=', before(settlingDays))
		.executeTakeFirst();
	const old = await db
		.selectFrom('mailing')
		.select('id')
		.where('state', 'in', ['closed', 'cancelled'])
		.where('erasedAt', 'is', null)
		.where('endedAt', '<=', before(settlingDays + keptDays))
		.execute();
	for (const { id } of old)
		await db.transaction().execute(async (tx) => {
			await tx
				.updateTable('delivery')
				.set((eb) => ({ address: eb.ref('id'), response: null, bounce: null }))
				.where('mailingId', '=', id)
				.execute();
			await tx.updateTable('mailing').set({ erasedAt: now() }).where('id', '=', id).execute();
		});
	return Number(numUpdatedRows) + old.length;
}
