import { visibleStates, type Details } from '#editorial/articles/index.ts';
import { notify, settleNotices } from '#foundation/notices/index.server.ts';
import type { NoticeDraft } from '#foundation/notices/index.ts';
import { dayOf, plainDay, type Day, type Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { Stage } from './announcement.ts';
import { asksToAcknowledge } from './queries.server.ts';
import { stageOf } from './rules.ts';

/** An announcement that readers see and that asks to be acknowledged. */
type Live = { id: string; slug: string; version: number; title: string; by: Day };

/**
 * The duty of announcements: asks every agent concerned once at publication, once two days before the due day, once
 * after it, and only those who have not answered for the present version. After a stop, each is told what is true now
 * and nothing twice. Answers how many people were told.
 */
export async function remindAcknowledgements(db: Db): Promise<number> {
	const at = now();
	const announcements = await listLive(db, at);
	let told = 0;
	for (const announcement of announcements) {
		const stage = stageOf(announcement.by, at);
		if (stage) told += await remind(db, announcement, stage, at);
	}
	await settleEnded(
		db,
		announcements.map(({ id }) => id)
	);
	return told;
}

async function listLive(db: Db, at: Instant): Promise<Live[]> {
	const rows = await db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.liveId')
		.select(['article.id', 'slug', 'readingVersion', 'details', 'title'])
		.where('kind', '=', 'announcement')
		.where('details', 'like', asksToAcknowledge)
		.where('state', 'in', visibleStates)
		.where('publishedAt', '<=', at)
		.where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', at)]))
		.execute();
	return rows.flatMap(({ readingVersion, details, ...row }) => {
		const by = (readJson(details) as Details['announcement']).acknowledgeBy;
		return by ? [{ ...row, by, version: readingVersion }] : [];
	});
}

async function remind(db: Db, announcement: Live, stage: Stage, at: Instant): Promise<number> {
	const key = `acknowledge/${announcement.id}/${announcement.version}/${stage}`;
	const agents = await listUntold(db, announcement, key, at);
	if (agents.length === 0) return 0;
	const subject = { kind: 'article', id: announcement.id };
	await db.transaction().execute(async (tx) => {
		for (const agentId of agents) await settleNotices(tx, subject, 'acknowledge', { agentId });
		await notify(tx, { agents, key, kind: 'acknowledge', subject, ...wordsOf(announcement, stage) });
	});
	return agents.length;
}

function wordsOf({ slug, title, by }: Live, stage: Stage): Pick<NoticeDraft, 'title' | 'detail' | 'href'> {
	const sentences: Record<Stage, string> = {
		ask: `À lire et à confirmer avant le ${plainDay(by)}.`,
		soon: `Il reste jusqu’au ${plainDay(by)} pour confirmer que vous en avez pris connaissance.`,
		late: `La date du ${plainDay(by)} est passée : lisez l’annonce et confirmez que vous en avez pris connaissance.`
	};
	return { title, detail: sentences[stage], href: `/articles/${slug}#lecture` };
}

/** Agents of the audience with an open account who neither answered nor were told this yet. */
async function listUntold(db: Db, { id, version }: Live, key: string, at: Instant): Promise<string[]> {
	const rows = await db
		.selectFrom('membership')
		.innerJoin('articleAudience', 'articleAudience.structureId', 'membership.structureId')
		.innerJoin('article', 'article.id', 'articleAudience.articleId')
		.innerJoin('agent', 'agent.id', 'membership.agentId')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.select('agent.id')
		.distinct()
		.where('article.id', '=', id)
		.where('account.disabledAt', 'is', null)
		.where((eb) => eb.or([eb('agent.leftOn', 'is', null), eb('agent.leftOn', '>=', dayOf(at))]))
		.where((eb) => eb.or([eb('article.authorId', 'is', null), eb('article.authorId', '!=', eb.ref('agent.id'))]))
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('acknowledgement')
						.select('acknowledgement.agentId')
						.whereRef('acknowledgement.agentId', '=', 'agent.id')
						.where('acknowledgement.articleId', '=', id)
						.where('acknowledgement.version', '=', version)
				)
			)
		)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('notice')
						.select('notice.id')
						.whereRef('notice.agentId', '=', 'agent.id')
						.where('notice.key', '=', key)
				)
			)
		)
		.execute();
	return rows.map((row) => row.id);
}

/** What was withdrawn, has expired or asks for nothing any more waits for nobody. */
async function settleEnded(db: Db, live: string[]): Promise<void> {
	let waiting = db
		.selectFrom('notice')
		.select('subjectId')
		.distinct()
		.where('kind', '=', 'acknowledge')
		.where('subjectKind', '=', 'article')
		.where('readAt', 'is', null);
	if (live.length > 0) waiting = waiting.where('subjectId', 'not in', live);
	for (const { subjectId } of await waiting.execute())
		await db.transaction().execute((tx) => settleNotices(tx, { kind: 'article', id: subjectId }, 'acknowledge'));
}
