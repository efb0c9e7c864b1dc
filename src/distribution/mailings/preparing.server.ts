import type { Actor } from '#foundation/accounts/index.ts';
import { audit, listAudit } from '#foundation/audit/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { createMailing, type MailingDraft, type MailingSettings } from './commands.server.ts';
import type { OnFrozen } from './freezing.server.ts';
import type { Mailing } from './mailing.ts';

/**
 * `createMailing` from the desk, where what goes in hours of rest says why: it stays in the audit. Throws `Invalid` without
 * a reason, and as `createMailing` does.
 */
export async function prepareMailing(
	db: Db,
	actor: Actor,
	issueId: string,
	{ reason, ...draft }: MailingDraft & { reason: string },
	settings: MailingSettings,
	onFrozen: OnFrozen = () => {}
): Promise<Mailing> {
	const why = reason.trim().slice(0, 300);
	if (draft.isUrgent && why === '')
		throw new Invalid('Dites pourquoi cet envoi est urgent.', { reason: 'Une phrase suffit ; elle reste au journal.' });
	const mailing = await createMailing(db, actor, issueId, draft, settings, onFrozen);
	if (draft.isUrgent) await audit(db, actor, 'mailing.urgent', { kind: 'mailing', id: mailing.id }, { reason: why });
	return mailing;
}

/** Why a mailing was said to be urgent; empty when it was not, or at the terminal. */
export async function urgencyOf(db: Db, mailingId: string): Promise<string> {
	const entries = await listAudit(db, { kind: 'mailing', id: mailingId });
	const { reason } = entries.find(({ action }) => action === 'mailing.urgent')?.detail ?? {};
	return typeof reason === 'string' ? reason : '';
}
