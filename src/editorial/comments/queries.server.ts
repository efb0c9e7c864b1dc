import type { Actor, AgentActor } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canModerate, canOpenComments } from './can.ts';
import { charter, type Comment, type Discussion, type ModeratedComment } from './comment.ts';

const unknown = 'Un ancien agent';

const nameOf = (first: string | null, last: string | null): string =>
	[first, last].filter(Boolean).join(' ') || unknown;

/** Whether agents may comment an article: its section is open, and it is no announcement. */
export async function isOpenToComments(db: Db, articleId: string): Promise<boolean> {
	const row = await db
		.selectFrom('article')
		.innerJoin('section', 'section.id', 'article.sectionId')
		.select('commentsSince')
		.where('article.id', '=', articleId)
		.where('article.kind', '!=', 'announcement')
		.executeTakeFirst();
	return (row?.commentsSince ?? null) !== null;
}

/** Whether anything is to be shown under an article: it is open to comments, or has some. */
export async function hasDiscussion(db: Db, articleId: string): Promise<boolean> {
	if (await isOpenToComments(db, articleId)) return true;
	const one = await db
		.selectFrom('comment')
		.select('id')
		.where('articleId', '=', articleId)
		.limit(1)
		.executeTakeFirst();
	return one !== undefined;
}

export async function hasAcceptedCharter(db: Db, agentId: string): Promise<boolean> {
	const row = await db
		.selectFrom('charterAcceptance')
		.select('at')
		.where('agentId', '=', agentId)
		.where('charter', '=', charter.name)
		.executeTakeFirst();
	return row !== undefined;
}

/** What is said under an article that the actor may read, oldest first. */
export async function getDiscussion(db: Db, actor: AgentActor, articleId: string): Promise<Discussion> {
	const rows = await db
		.selectFrom('comment')
		.leftJoin('agent', 'agent.id', 'comment.agentId')
		.leftJoin('commentReport', (join) =>
			join.onRef('commentReport.commentId', '=', 'comment.id').on('commentReport.agentId', '=', actor.id)
		)
		.selectAll('comment')
		.select(['firstName', 'lastName', 'jobTitle', 'commentReport.at as reportedAt'])
		.where('comment.articleId', '=', articleId)
		.orderBy('comment.at')
		.orderBy('comment.id')
		.execute();
	return {
		isOpen: await isOpenToComments(db, articleId),
		hasAccepted: await hasAcceptedCharter(db, actor.id),
		comments: rows.map((row): Comment => {
			const isMine = row.agentId === actor.id;
			const isHidden = row.hiddenAt !== null;
			const isSaid = isMine || !isHidden;
			return {
				...{ id: row.id, at: row.at, isMine, isHidden },
				author: isSaid ? nameOf(row.firstName, row.lastName) : '',
				jobTitle: isSaid ? (row.jobTitle ?? '') : '',
				body: isSaid ? row.body : '',
				hiddenReason: isMine ? row.hiddenReason : '',
				isReported: row.reportedAt !== null
			};
		})
	};
}

/** Comments that the actor moderates: those reported first, then the newest, hidden ones with their trace. */
export async function listForModeration(db: Db, actor: Actor, limit = 100): Promise<ModeratedComment[]> {
	const rows = await db
		.selectFrom('comment')
		.innerJoin('article', 'article.id', 'comment.articleId')
		.innerJoin('revision', (join) =>
			join.on((eb) => eb('revision.id', '=', eb.fn.coalesce('article.liveId', 'article.workingId')))
		)
		.leftJoin('agent', 'agent.id', 'comment.agentId')
		.leftJoin('agent as moderator', 'moderator.id', 'comment.hiddenBy')
		.selectAll('comment')
		.select(['article.slug', 'article.ownerId', 'article.sectionId', 'revision.title'])
		.select(['agent.firstName', 'agent.lastName', 'moderator.firstName as byFirst', 'moderator.lastName as byLast'])
		.where(({ or, eb, selectFrom }) =>
			or([
				eb('comment.id', 'in', selectFrom('commentReport').select('commentReport.commentId')),
				eb('comment.id', 'in', (newest) =>
					newest.selectFrom('comment as other').select('other.id').orderBy('other.at', 'desc').limit(limit)
				)
			])
		)
		.orderBy('comment.at', 'desc')
		.execute();
	const reports = await listReports(db);
	const found = rows
		.filter((row) => canModerate(actor, row))
		.map((row): ModeratedComment => ({
			...{ id: row.id, body: row.body, at: row.at },
			author: nameOf(row.firstName, row.lastName),
			article: { slug: row.slug, title: row.title },
			reports: reports.get(row.id) ?? [],
			hidden: row.hiddenAt
				? { at: row.hiddenAt, reason: row.hiddenReason, by: row.byFirst ? nameOf(row.byFirst, row.byLast) : '' }
				: null
		}));
	const waits = ({ reports: own, hidden }: ModeratedComment) => own.length > 0 && !hidden;
	return [...found.filter(waits), ...found.filter((comment) => !waits(comment))].slice(0, limit);
}

async function listReports(db: Db): Promise<Map<string, ModeratedComment['reports']>> {
	const rows = await db
		.selectFrom('commentReport')
		.innerJoin('agent', 'agent.id', 'commentReport.agentId')
		.select(['commentId', 'reason', 'at', 'firstName', 'lastName'])
		.orderBy('at')
		.execute();
	const said = rows.map(({ commentId, reason, at, firstName, lastName }) => ({
		...{ commentId, reason, at },
		by: nameOf(firstName, lastName)
	}));
	return Map.groupBy(said, ({ commentId }) => commentId);
}

/** Sections that the actor may open to comments or close, and since when each is open. */
export async function listOpenings(
	db: Db,
	actor: Actor
): Promise<{ id: string; name: string; since: Instant | null }[]> {
	const rows = await db
		.selectFrom('section')
		.select(['id', 'name', 'commentsSince as since'])
		.where('archivedAt', 'is', null)
		.orderBy('position')
		.execute();
	return rows.filter(({ id }) => canOpenComments(actor, id));
}
