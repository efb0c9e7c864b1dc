import type { AgentActor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Invalid, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { answeredKinds, type NoticePreference } from './notice.ts';
import { isQuietHour } from './quiet.ts';

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
	const { mail, hour, weekday, quietFrom, quietTo } = wanted;
	const faults = faultsOf(wanted);
	const first = Object.values(faults)[0];
	if (first) throw new Invalid(first, faults);
	const chosen = { mail, hour, weekday, quietFrom, quietTo };
	await tx
		.insertInto('noticePreference')
		.values({ agentId: actor.id, ...chosen })
		.onConflict((conflict) => conflict.column('agentId').doUpdateSet(chosen))
		.execute();
	await audit(tx, actor, 'notice.prefer', { kind: 'agent', id: actor.id }, chosen);
}

function faultsOf({ mail, hour, weekday, quietFrom, quietTo }: NoticePreference): Record<string, string> {
	const faults: Record<string, string> = {};
	const isHour = (each: number) => Number.isInteger(each) && each >= 0 && each <= 23;
	if (!['grouped', 'daily', 'weekly', 'never'].includes(mail)) faults.mail = 'Choisissez une des réponses.';
	if (!isHour(quietFrom)) faults.quietFrom = 'Donnez une heure entière, de 0 à 23.';
	if (!isHour(quietTo)) faults.quietTo = 'Donnez une heure entière, de 0 à 23.';
	if (![1, 2, 3, 4, 5].includes(weekday)) faults.weekday = 'Choisissez un jour, du lundi au vendredi.';
	if (!isHour(hour)) faults.hour = 'Donnez une heure entière, de 0 à 23.';
	else if ((mail === 'daily' || mail === 'weekly') && isQuietHour(hour, { from: quietFrom, to: quietTo }))
		faults.hour = 'Cette heure est dans vos heures de silence : choisissez-en une autre.';
	return faults;
}
