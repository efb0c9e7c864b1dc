import { newId } from '#kernel/ids.ts';
import type { Subject } from '#kernel/subject.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import type { NoticeDraft } from './notice.ts';

/** Tells people something, each of them once per `key`: saying it again changes nothing. */
export async function notify(tx: Tx, draft: NoticeDraft): Promise<void> {
	const { agents, key, kind, subject, title, detail = '', href, isUrgent = false } = draft;
	const at = now();
	const common = { key, kind, subjectKind: subject.kind, subjectId: subject.id, title, detail, href, at };
	const rows = [...new Set(agents)].map((agentId) => ({
		...common,
		id: newId(),
		agentId,
		isUrgent: Number(isUrgent),
		readAt: null,
		mailedAt: null
	}));
	for (let from = 0; from < rows.length; from += 100) {
		await tx
			.insertInto('notice')
			.values(rows.slice(from, from + 100))
			.onConflict((conflict) => conflict.columns(['agentId', 'key']).doNothing())
			.execute();
	}
}

/** What was asked has been done, or is asked no more: nobody (or `agentId` alone) needs to read or receive it. */
export async function settleNotices(
	tx: Tx,
	subject: Subject,
	kind: NoticeDraft['kind'],
	{ agentId }: { agentId?: string } = {}
): Promise<void> {
	const at = now();
	let settled = tx
		.updateTable('notice')
		.set((eb) => ({ readAt: eb.fn.coalesce('readAt', eb.val(at)), mailedAt: eb.fn.coalesce('mailedAt', eb.val(at)) }))
		.where('subjectKind', '=', subject.kind)
		.where('subjectId', '=', subject.id)
		.where('kind', '=', kind);
	if (agentId) settled = settled.where('agentId', '=', agentId);
	await settled.execute();
}
