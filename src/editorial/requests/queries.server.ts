import type { Actor, AgentActor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canAnswerRequest } from './can.ts';
import type { CommunicationRequest } from './request.ts';

const requests = (db: Db) =>
	db
		.selectFrom('communicationRequest as request')
		.leftJoin('agent', 'agent.id', 'request.agentId')
		.leftJoin('agent as answerer', 'answerer.id', 'request.answeredBy')
		.leftJoin('article', 'article.id', 'request.articleId')
		.selectAll('request')
		.select(['agent.firstName', 'agent.lastName', 'agent.jobTitle'])
		.select(['answerer.firstName as answererFirst', 'answerer.lastName as answererLast'])
		.select(['article.slug as articleSlug', 'article.state as articleState'])
		.orderBy('request.createdAt', 'desc')
		.orderBy('request.id', 'desc');

type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number];

const requestOf = (row: Row): CommunicationRequest => {
	const { id, structureId, sectionId, subject, message, audience, wantedOn, contact, state, answer } = row;
	const { agentId, firstName, lastName, jobTitle, articleId, articleSlug, articleState } = row;
	return {
		...{ id, structureId, sectionId, subject, message, audience, wantedOn, contact, state, answer },
		agent: agentId ? { id: agentId, name: `${firstName} ${lastName}`, jobTitle: jobTitle ?? '' } : null,
		answeredBy: [row.answererFirst, row.answererLast].filter(Boolean).join(' '),
		answeredAt: row.answeredAt,
		article:
			articleId && articleSlug && articleState ? { id: articleId, slug: articleSlug, state: articleState } : null,
		createdAt: row.createdAt
	};
};

/** What one agent asked, newest first. */
export async function listMyRequests(db: Db, actor: AgentActor): Promise<CommunicationRequest[]> {
	return (await requests(db).where('request.agentId', '=', actor.id).execute()).map(requestOf);
}

/** What waits for the desk that an actor belongs to, oldest first; with `all`, what was settled too, newest first. */
export async function listRequests(db: Db, actor: Actor, { all = false } = {}): Promise<CommunicationRequest[]> {
	const some = all ? requests(db).limit(200) : requests(db).where('request.state', 'in', ['new', 'answered']);
	const found = (await some.execute()).map(requestOf).filter((request) => canAnswerRequest(actor, request));
	return all ? found : found.reverse();
}

/** One that the actor may answer. Throws `NotFound`. */
export async function getRequest(db: Db, actor: Actor, id: string): Promise<CommunicationRequest> {
	const row = await requests(db).where('request.id', '=', id).executeTakeFirst();
	if (!row || !canAnswerRequest(actor, row)) throw new NotFound('Cette demande n’existe pas.');
	return requestOf(row);
}
