import type { AgentActor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Invalid, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { answeredKinds, type NoticePreference } from './notice.ts';

/**
 * Opens one of one's own notices: it is read from then on, unless it asks for an answer. Answers the address where it
 * leads. What somebody reads is written down nowhere else.
 */
export async function openNotice(tx: Tx, actor: AgentActor, id: string): Promise<string> {
	const own = await tx
		.selectFrom('notice')
		.select(['href', 'kind', 'readAt'])
		.where('id', '=', id)
		.where('agentId', '=', actor.id)
		.executeTakeFirst();
	if (!own) throw new NotFound('Cet avis n’existe plus.');
	if (own.readAt === null && !answeredKinds.includes(own.kind))
		await tx.updateTable('notice').set({ readAt: now() }).where('id', '=', id).execute();
	return own.href;
}

/** Everything that asks for no answer is read. */
export async function readAllNotices(tx: Tx, actor: AgentActor): Promise<void> {
	await tx
		.updateTable('notice')
		.set({ readAt: now() })
		.where('agentId', '=', actor.id)
		.where('readAt', 'is', null)
		.where('kind', 'not in', answeredKinds)
		.execute();
}

/** Chooses how one is told by mail. Throws `Invalid` by field. */
export async function setNoticePreference(tx: Tx, actor: AgentActor, wanted: NoticePreference): Promise<void> {
	const { mail, quietFrom, quietTo } = wanted;
	const faults: Record<string, string> = {};
	const isHour = (hour: number) => Number.isInteger(hour) && hour >= 0 && hour <= 23;
	if (mail !== 'grouped' && mail !== 'never') faults.mail = 'Choisissez une des deux réponses.';
	if (!isHour(quietFrom)) faults.quietFrom = 'Donnez une heure entière, de 0 à 23.';
	if (!isHour(quietTo)) faults.quietTo = 'Donnez une heure entière, de 0 à 23.';
	const first = Object.values(faults)[0];
	if (first) throw new Invalid(first, faults);
	await tx
		.insertInto('noticePreference')
		.values({ agentId: actor.id, mail, quietFrom, quietTo })
		.onConflict((conflict) => conflict.column('agentId').doUpdateSet({ mail, quietFrom, quietTo }))
		.execute();
	await audit(tx, actor, 'notice.prefer', { kind: 'agent', id: actor.id }, { mail, quietFrom, quietTo });
}
