import { listByIds, visibleArticles } from '#editorial/articles/index.server.ts';
import type { ArticleSummary, Details } from '#editorial/articles/index.ts';
import type { Actor, AgentActor, Reader } from '#foundation/accounts/index.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { canTakeProposal, canWithdrawUptake } from './can.ts';
import type { Echo, Echoes, Proposal, Uptake } from './initiative.ts';

/** What the page of an initiative, or of a portrait, shows of those who answered it. */
export async function getEcho(db: Db, actor: AgentActor, articleId: string): Promise<Echo> {
	const article = await db
		.selectFrom('article')
		.leftJoin('agent', 'agent.id', 'article.authorId')
		.select(['article.kind', 'article.ownerId', 'article.sectionId', 'proposedAt', 'firstName', 'lastName', 'jobTitle'])
		.where('article.id', '=', articleId)
		.executeTakeFirstOrThrow();
	const bravos = await db.selectFrom('bravo').select('agentId').where('articleId', '=', articleId).execute();
	const uptakes = await db
		.selectFrom('uptake')
		.selectAll()
		.where('articleId', '=', articleId)
		.orderBy('at')
		.orderBy('id')
		.execute();
	const { proposedAt, firstName, lastName, jobTitle } = article;
	return {
		bravos: bravos.length,
		isGiven: bravos.some(({ agentId }) => agentId === actor.id),
		uptakes: uptakes.map(({ id, structureId, team, note, at, agentId }) => ({
			...{ id, structureId, team, note, at },
			isMine: canWithdrawUptake(actor, { agentId }, article)
		})),
		credit: proposedAt && firstName ? { name: `${firstName} ${lastName}`, jobTitle: jobTitle ?? '' } : null
	};
}

/** How many said « Bravo » to each of some articles, and how many teams took it up. */
export async function countEchoes(db: Db, ids: string[]): Promise<Echoes> {
	if (ids.length === 0) return {};
	const counted = (table: 'bravo' | 'uptake') =>
		db
			.selectFrom(table)
			.select((eb) => ['articleId', eb.fn.countAll().as('many')])
			.where('articleId', 'in', ids)
			.groupBy('articleId')
			.execute();
	const [bravos, uptakes] = [await counted('bravo'), await counted('uptake')];
	const manyOf = (rows: typeof bravos, id: string) => Number(rows.find(({ articleId }) => articleId === id)?.many ?? 0);
	return Object.fromEntries(ids.map((id) => [id, { bravos: manyOf(bravos, id), uptakes: manyOf(uptakes, id) }]));
}

/** Initiatives that other teams took up, the last taken up first, with those teams. */
export async function listReused(
	db: Db,
	reader: Reader
): Promise<{ article: ArticleSummary; uptakes: Omit<Uptake, 'isMine'>[] }[]> {
	const rows = await db
		.selectFrom('uptake')
		.select(['id', 'articleId', 'structureId', 'team', 'note', 'at'])
		.where('articleId', 'in', visibleArticles(db, reader).clearSelect().select('article.id'))
		.orderBy('at', 'desc')
		.execute();
	const groups = Map.groupBy(rows, ({ articleId }) => articleId);
	const articles = await listByIds(db, reader, [...groups.keys()]);
	return articles.map((article) => ({
		article,
		uptakes: groups.get(article.id)!.map(({ articleId: _, ...uptake }) => uptake)
	}));
}

const proposals = (db: Db) =>
	db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.leftJoin('agent', 'agent.id', 'article.authorId')
		.select(['article.id', 'slug', 'kind', 'state', 'ownerId', 'sectionId', 'details', 'proposedAt', 'publishedAt'])
		.select(['title', 'firstName', 'lastName'])
		.where('kind', '=', 'initiative')
		.where('proposedAt', 'is not', null)
		.orderBy('proposedAt', 'desc');

const proposalOf = (row: Awaited<ReturnType<ReturnType<typeof proposals>['execute']>>[number]): Proposal => ({
	...{ id: row.id, slug: row.slug, title: row.title, state: row.state, publishedAt: row.publishedAt },
	team: (readJson(row.details) as Details['initiative']).team,
	author: [row.firstName, row.lastName].filter(Boolean).join(' '),
	structureId: row.ownerId,
	proposedAt: row.proposedAt ?? ''
});

/** The desk's inbox: what teams proposed and nobody has carried further yet, newest first. */
export async function listProposals(db: Db, actor: Actor): Promise<Proposal[]> {
	const rows = await proposals(db).where('state', '=', 'draft').execute();
	return rows.filter((row) => canTakeProposal(actor, row)).map(proposalOf);
}

/** What one author proposed, and where each stands. */
export async function listMyProposals(db: Db, actor: AgentActor): Promise<Proposal[]> {
	return (await proposals(db).where('article.authorId', '=', actor.id).execute()).map(proposalOf);
}
