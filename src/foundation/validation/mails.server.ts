import { mayMailAt, usualQuietHours } from '#foundation/notices/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';

/** A mail that is owed to somebody about a step: the notices that it stands for, all told by this one. */
export type OwedMail = { agentId: string; stepId: string; notices: string[]; isReminder: boolean };

/**
 * What is to be mailed to approvers now, one mail per person and step however many notices have gathered. In quiet hours
 * nothing is, unless it is urgent. What can go to nobody (no address, no mail wished) is settled on the way.
 */
export async function listOwedMails(db: Db): Promise<(OwedMail & { to: string })[]> {
	const at = now();
	const rows = await db
		.selectFrom('notice')
		.innerJoin('account', 'account.agentId', 'notice.agentId')
		.leftJoin('noticePreference', 'noticePreference.agentId', 'notice.agentId')
		.select(['notice.id', 'notice.agentId', 'notice.key', 'notice.subjectId as stepId', 'notice.isUrgent'])
		.select(['account.email', 'noticePreference.mail', 'noticePreference.quietFrom', 'noticePreference.quietTo'])
		.where('notice.kind', '=', 'decide')
		.where('notice.subjectKind', '=', 'validationStep')
		.where('notice.mailedAt', 'is', null)
		.orderBy('notice.id')
		.execute();
	const mute = rows.filter(({ email, mail }) => !email || mail === 'never');
	await settle(
		db,
		mute.map(({ id }) => id),
		at
	);
	const open = rows.filter(
		({ email, mail, isUrgent, quietFrom, quietTo }) =>
			email &&
			mail !== 'never' &&
			(isUrgent || mayMailAt(at, { from: quietFrom ?? usualQuietHours.from, to: quietTo ?? usualQuietHours.to }))
	);
	return [...Map.groupBy(open, ({ agentId, stepId }) => `${agentId} ${stepId}`).values()].map((notices) => ({
		agentId: notices[0]!.agentId,
		stepId: notices[0]!.stepId,
		to: notices[0]!.email!,
		notices: notices.map(({ id }) => id),
		// A reminder of what was never mailed is the first mail.
		isReminder: notices.every(({ key }) => key.startsWith('remind:'))
	}));
}

/** These notices went by mail, or never will: they are not mailed again. */
export async function settleMails(db: Db, { notices }: Pick<OwedMail, 'notices'>): Promise<void> {
	await settle(db, notices, now());
}

async function settle(db: Db, ids: string[], at: Instant): Promise<void> {
	if (ids.length === 0) return;
	await db.updateTable('notice').set({ mailedAt: at }).where('id', 'in', ids).where('mailedAt', 'is', null).execute();
}
