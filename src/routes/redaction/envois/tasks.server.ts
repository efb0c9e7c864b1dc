import { listWaitingMailings } from '#distribution/mailings/index.server.ts';
import type { Task } from '#editions/tasks/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { count } from '#kernel/text.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MailingLine } from './line.ts';
import { linesOf } from './lines.server.ts';

/** Mailings that wait for a decision, among what the desk has to do: since when they do, so that they stand first. */
export async function mailingTasks(db: Db, actor: Actor): Promise<Task[]> {
	const lines = await linesOf(db, actor, await listWaitingMailings(db, actor));
	return lines.map((line) => ({
		...{
			kind: 'sending',
			title: line.kicker,
			detail: detailOf(line),
			dueAt: line.startedAt ?? line.createdAt,
			isLate: false
		},
		href: `/redaction/envois/${line.id}${line.state === 'paused' ? '' : '#incertaines'}`,
		voices: line.voices
	}));
}

function detailOf({ state, reason, counts, letters }: MailingLine): string {
	if (state === 'ready') return `Prêt, à ${count(letters, 'destinataire')} : quand part-il ?`;
	if (state === 'paused') return `En pause. ${reason ?? ''}`.trim();
	return `${count(counts.uncertain, 'lettre incertaine', 'lettres incertaines')} : renvoyer, ou non ?`;
}
