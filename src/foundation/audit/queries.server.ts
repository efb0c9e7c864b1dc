import type { CompiledQuery } from 'kysely';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/dates.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';

export type AuditEntry = {
	id: string;
	at: Instant;
	actor: string | null;
	action: string;
	subject: Subject;
	detail: Record<string, unknown>;
};

/** What happened to one subject, or to everything, newest first. */
export async function listAudit(db: Db, subject?: Subject, limit = 200): Promise<AuditEntry[]> {
	let query = db.selectFrom('auditEntry').selectAll().orderBy('id', 'desc').limit(limit);
	if (subject) query = query.where('subjectKind', '=', subject.kind).where('subjectId', '=', subject.id);
	const rows = await query.execute();
	return rows.map(({ subjectKind, subjectId, detail, ...entry }) => ({
		...entry,
		subject: { kind: subjectKind, id: subjectId },
		detail: readJson(detail)
	}));
}

/**
 * The id of the newest entry; empty while there is none. It changes whenever any command has written anything.
 * Asked for every page of somebody signed in, so its text is made once per handle.
 */
export async function lastAuditId(db: Db): Promise<string> {
	const text = compiled.get(db) ?? last(db);
	compiled.set(db, text);
	const { rows } = await db.executeQuery(text);
	return rows[0]?.id ?? '';
}

const last = (db: Db) => db.selectFrom('auditEntry').select('id').orderBy('id', 'desc').limit(1).compile();
const compiled = new WeakMap<Db, CompiledQuery<{ id: string }>>();
