import type { CompiledQuery } from 'kysely';
import type { Page } from '#kernel/pages.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Subject } from '#kernel/subject.ts';
import { usualPreference, type Notice, type NoticeKind, type NoticePreference } from './notice.ts';

/** How many notices somebody has not read, and how many of them ask to acknowledge an announcement. */
export type Waiting = { unread: number; acknowledgements: number };

const query = (db: Db) =>
	db
		.selectFrom('notice')
		.select((eb) => [
			eb.fn.countAll().as('unread'),
			eb.fn.sum(eb.case().when('kind', '=', 'acknowledge').then(1).else(0).end()).as('acknowledgements')
		])
		.where('agentId', '=', '')
		.where('readAt', 'is', null)
		.compile();

type Counted = { unread: string | number | bigint; acknowledgements: string | number | bigint | null };

const compiled = new WeakMap<Db, CompiledQuery<Counted>>();

/** Asked for every page of somebody signed in, so its text is made once per handle. */
export async function countWaiting(db: Db, agentId: string): Promise<Waiting> {
	const text = compiled.get(db) ?? (query(db) as CompiledQuery<Counted>);
	compiled.set(db, text);
	const parameters = text.parameters.map((value) => (value === '' ? agentId : value));
	const { rows } = await db.executeQuery<Counted>({ ...text, parameters });
	return { unread: Number(rows[0]?.unread ?? 0), acknowledgements: Number(rows[0]?.acknowledgements ?? 0) };
}

/** A page of what somebody was told: first what he has not read, then the newest. `size` is 30 unless said. */
export async function listNotices(
	db: Db,
	agentId: string,
	{ page = 1, size = 30 }: { page?: number; size?: number } = {}
): Promise<Page<Notice>> {
	const own = db.selectFrom('notice').where('agentId', '=', agentId);
	const [rows, { total }] = [
		await own
			.select(['id', 'kind', 'subjectKind', 'subjectId', 'title', 'detail', 'href', 'at', 'readAt'])
			.orderBy((eb) => eb.case().when('readAt', 'is', null).then(0).else(1).end())
			.orderBy('at', 'desc')
			.orderBy('id', 'desc')
			.limit(size)
			.offset((page - 1) * size)
			.execute(),
		await own.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
	];
	const items = rows.map(({ subjectKind, subjectId, ...row }) => ({
		...row,
		subject: { kind: subjectKind, id: subjectId }
	}));
	return { items, number: page, size, total: Number(total) };
}

/** Which of some keys somebody, or anybody, was told already: for duties that look for what is left to tell. */
export async function findToldKeys(db: Db, keys: string[]): Promise<Set<string>> {
	const told = new Set<string>();
	for (let from = 0; from < keys.length; from += 500) {
		const rows = await db
			.selectFrom('notice')
			.select('key')
			.distinct()
			.where('key', 'in', keys.slice(from, from + 500))
			.execute();
		for (const { key } of rows) told.add(key);
	}
	return told;
}

/** As somebody chose it, or as usual: grouped, and not at night. */
export async function getNoticePreference(db: Db, agentId: string): Promise<NoticePreference> {
	const row = await db
		.selectFrom('noticePreference')
		.select(['mail', 'hour', 'weekday', 'quietFrom', 'quietTo'])
		.where('agentId', '=', agentId)
		.executeTakeFirst();
	return row ?? usualPreference;
}

/** What notices of a kind that nobody has read yet are about: for duties that look whether it is still true. */
export async function listOpenSubjects(db: Db, kind: NoticeKind): Promise<Subject[]> {
	const rows = await db
		.selectFrom('notice')
		.select(['subjectKind', 'subjectId'])
		.distinct()
		.where('kind', '=', kind)
		.where('readAt', 'is', null)
		.execute();
	return rows.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId }));
}
