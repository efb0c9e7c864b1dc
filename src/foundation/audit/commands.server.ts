import type { Actor } from '#foundation/accounts/index.ts';
import { newId } from '#kernel/ids.ts';
import type { Subject } from '#kernel/subject.ts';
import { now } from '#platform/clock.ts';
import { json, type Db } from '#platform/database/index.server.ts';

/** Writes down that `actor` did `action` (a verb of the trade: `article.publish`) to `subject`. `detail` holds no secret. */
export async function audit(
	tx: Db,
	actor: Actor,
	action: string,
	subject: Subject,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await tx
		.insertInto('auditEntry')
		.values({
			id: newId(),
			at: now(),
			actor: actor.kind === 'agent' ? actor.id : actor.kind === 'operator' ? 'operator' : null,
			action,
			subjectKind: subject.kind,
			subjectId: subject.id,
			detail: json(detail)
		})
		.execute();
}
