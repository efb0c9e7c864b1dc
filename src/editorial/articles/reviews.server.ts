import { listPeople } from '#foundation/accounts/index.server.ts';
import { findToldKeys, listOpenSubjects, notify, settleNotices } from '#foundation/notices/index.server.ts';
import { listRemits } from '#foundation/sections/index.server.ts';
import type { Remit } from '#foundation/sections/index.ts';
import { finder } from '#foundation/validation/index.server.ts';
import { dayOf, plainDay, type Day } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { expiryStage, reminderSpan, reminderStage, type ReminderStage } from './reminders.ts';
import { visibleStates } from './rules.ts';

type What = 'review' | 'expiry';
type Due = {
	what: What;
	key: string;
	id: string;
	title: string;
	sectionId: string;
	ownerId: string;
	authorId: string | null;
	day: Day;
	stage: ReminderStage;
};

/** What each reminder says, with the day on which the article is to be reviewed or expires. */
const words: Record<What, Record<ReminderStage, (title: string, day: string) => string>> = {
	review: {
		soon: (title, day) => `À relire avant le ${day} : « ${title} »`,
		due: (title, day) => `À relire depuis le ${day} : « ${title} »`,
		late: (title, day) => `Personne n’a relu « ${title} », prévu le ${day}`
	},
	expiry: {
		soon: (title, day) => `« ${title} » quitte l’intranet le ${day}`,
		due: (title, day) => `« ${title} » a quitté l’intranet le ${day}`,
		late: (title, day) => `« ${title} » a quitté l’intranet le ${day}`
	}
};

/**
 * A duty (R5): a week before an article is to be reviewed or expires, and on the day, tells who wrote it, or those who
 * write for the section when he has left; a week after a review that was not made, those who lead the section. Each is told
 * once; after a long stop, only what is true today is said. Answers how many articles were told of.
 */
export async function remindReviews(db: Db): Promise<number> {
	const due = await listDue(db);
	const settled = await settleOld(db, due);
	const told = await findToldKeys(
		db,
		due.map(({ key }) => key)
	);
	const left = due.filter(({ key }) => !told.has(key));
	if (left.length === 0) return settled;
	const [find, remits] = [await finder(db), await listRemits(db)];
	for (const one of left) {
		const agents = one.stage === 'late' ? leadersOf(one, remits) : await writersOf(db, one, remits, find);
		const open = (await listPeople(db, agents)).map(({ id }) => id);
		if (open.length === 0) continue;
		await db.transaction().execute((tx) =>
			notify(tx, {
				...{ agents: open, key: one.key, kind: one.what, subject: { kind: 'article', id: one.id } },
				title: words[one.what][one.stage](one.title, plainDay(one.day)),
				href: `/redaction/articles/${one.id}`
			})
		);
	}
	return left.length + settled;
}

/** Live articles whose day has come or comes within a week, and not so long ago that nobody minds any more. */
async function listDue(db: Db): Promise<Due[]> {
	const [at, today] = [now(), dayOf(now())];
	const { first, last } = reminderSpan(today);
	const rows = await db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.liveId')
		.select(['article.id', 'title', 'sectionId', 'ownerId', 'article.authorId', 'reviewOn', 'expiresAt'])
		.where('state', 'in', visibleStates)
		.where((eb) =>
			eb.or([
				eb.and([eb('reviewOn', '>=', first), eb('reviewOn', '<=', last)]),
				eb.and([eb('expiresAt', '>=', first), eb('expiresAt', '<=', `${last}T23:59:59.999Z`)])
			])
		)
		.execute();
	return rows.flatMap(({ reviewOn, expiresAt, ...row }) => {
		const due = (what: What, day: Day, stage: ReminderStage | undefined): Due[] =>
			stage ? [{ ...row, what, day, stage, key: `${what}/${row.id}/${day}/${stage}` }] : [];
		// What readers have lost asks for no review.
		const isGone = expiresAt !== null && expiresAt <= at;
		return [
			...(reviewOn && !isGone ? due('review', reviewOn, reminderStage(reviewOn, today)) : []),
			...(expiresAt ? due('expiry', dayOf(expiresAt), expiryStage(expiresAt, at)) : [])
		];
	});
}

/** What was reviewed, put off or withdrawn asks nothing any more of who has not read it yet. */
async function settleOld(db: Db, due: { what: What; id: string }[]): Promise<number> {
	let settled = 0;
	for (const kind of ['review', 'expiry'] as const) {
		const asked = new Set(due.filter(({ what }) => what === kind).map(({ id }) => id));
		const old = (await listOpenSubjects(db, kind)).filter(
			(subject) => subject.kind === 'article' && !asked.has(subject.id)
		);
		for (const subject of old) await db.transaction().execute((tx) => settleNotices(tx, subject, kind));
		settled += old.length;
	}
	return settled;
}

/** The author while he is there; else those who write the section for its owner; else its communication officers. */
async function writersOf(
	db: Db,
	one: Due,
	remits: Remit[],
	find: Awaited<ReturnType<typeof finder>>
): Promise<string[]> {
	const { authorId, sectionId, ownerId } = one;
	if (authorId && (await listPeople(db, [authorId])).length > 0) return [authorId];
	const cell = remits.find((remit) => remit.sectionId === sectionId && remit.structureId === ownerId);
	const writers = cell?.people.filter(({ duty }) => duty === 'writes').map(({ agentId }) => agentId) ?? [];
	if ((await listPeople(db, writers)).length > 0) return writers;
	return find({ kind: 'role', role: 'editor', structureId: ownerId, sectionId }).map(({ id }) => id);
}

/** Who writes and approves where the section is led. */
const leadersOf = ({ sectionId }: Due, remits: Remit[]): string[] =>
	remits
		.filter((remit) => remit.sectionId === sectionId && remit.stance === 'leads')
		.flatMap(({ people }) => people.filter(({ duty }) => duty !== 'substitutes').map(({ agentId }) => agentId));
