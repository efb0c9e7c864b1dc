import { NotFound } from '#kernel/errors.ts';
import type { Settings } from '#platform/config.server.ts';

/** The folder of messages that wait; there is none when they really leave. */
export function outboxOf({ smtpUrl, outboxDir }: Pick<Settings, 'smtpUrl' | 'outboxDir'>): string {
	if (smtpUrl) throw new NotFound('Les courriels partent par SMTP : il n’y a pas de boîte d’envoi à lire ici.');
	return outboxDir;
}
