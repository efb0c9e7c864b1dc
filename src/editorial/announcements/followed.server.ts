import { getForWriting } from '#editorial/articles/index.server.ts';
import type { Details } from '#editorial/articles/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { dayOf, type Day } from '#kernel/dates.ts';
import { Forbidden, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { ServiceProgress } from './announcement.ts';
import { canFollowAcknowledgements } from './can.ts';

/** How an announcement is being taken note of. */
export type Followed = {
	id: string;
	slug: string;
	title: string;
	by: Day;
	version: number;
	services: ServiceProgress[];
	/** Whether the actor may see who. */
	hasNames: boolean;
};

/** Somebody who should know an announcement: counted once, in the service of his first membership that it is for. */
type Expected = {
	id: string;
	firstName: string;
	lastName: string;
	jobTitle: string;
	structureId: string;
	service: string | null;
	acknowledgedAt: string | null;
};

/**
 * How far each service is with an announcement, in the order of the charts, for who may write it; the names of who has
 * not confirmed only for who may publish it. Throws `NotFound`, also when it asks for no confirmation.
 */
export async function followAcknowledgements(db: Db, actor: Actor, articleId: string): Promise<Followed> {
	const article = await getForWriting(db, actor, { id: articleId });
	const by = article.kind === 'announcement' ? (article.details as Details['announcement']).acknowledgeBy : null;
	if (!by) throw new NotFound('Cet article ne demande pas de confirmer sa lecture.');
	const hasNames = canFollowAcknowledgements(actor, article);
	const { version, agents } = await expectedAgents(db, articleId);
	const groups = Map.groupBy(agents, ({ structureId, service }) => `${structureId}/${service ?? ''}`);
	const services = [...groups.values()].map((group) => progressOf(group, hasNames));
	return { id: articleId, slug: article.slug, title: article.content.title, by, version, services, hasNames };
}

function progressOf(group: Expected[], hasNames: boolean): ServiceProgress {
	const waiting = group.filter(({ acknowledgedAt }) => acknowledgedAt === null);
	const { structureId, service } = group[0]!;
	return {
		structureId,
		service: service ?? '',
		total: group.length,
		done: group.length - waiting.length,
		...(hasNames && {
			remaining: waiting.map(({ firstName, lastName, jobTitle }) => ({ name: `${firstName} ${lastName}`, jobTitle }))
		})
	};
}

/** Everyone who should confirm, with when, for a table to keep. Throws `Forbidden` for who may not see names. */
export async function listExpected(db: Db, actor: Actor, articleId: string): Promise<Expected[]> {
	const article = await getForWriting(db, actor, { id: articleId });
	if (!canFollowAcknowledgements(actor, article)) throw new Forbidden();
	return (await expectedAgents(db, articleId)).agents;
}

/** Agents of the audience whose account is open, by structure, service and name; who wrote the announcement knows it. */
async function expectedAgents(db: Db, articleId: string): Promise<{ version: number; agents: Expected[] }> {
	const { readingVersion, authorId } = await db
		.selectFrom('article')
		.select(['readingVersion', 'authorId'])
		.where('id', '=', articleId)
		.executeTakeFirstOrThrow();
	const rows = await db
		.selectFrom('membership')
		.innerJoin('articleAudience', 'articleAudience.structureId', 'membership.structureId')
		.innerJoin('structure', 'structure.id', 'membership.structureId')
		.innerJoin('agent', 'agent.id', 'membership.agentId')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.leftJoin('service', 'service.id', 'membership.serviceId')
		.leftJoin('acknowledgement', (join) =>
			join
				.onRef('acknowledgement.agentId', '=', 'agent.id')
				.on('acknowledgement.articleId', '=', articleId)
				.on('acknowledgement.version', '=', readingVersion)
		)
		.select(['agent.id', 'firstName', 'lastName', 'jobTitle', 'membership.structureId', 'service.name as service'])
		.select(['membership.position', 'acknowledgement.at as acknowledgedAt'])
		.where('articleAudience.articleId', '=', articleId)
		.where('account.disabledAt', 'is', null)
		.where((eb) => eb.or([eb('agent.leftOn', 'is', null), eb('agent.leftOn', '>=', dayOf(now()))]))
		.orderBy('structure.position')
		.orderBy('service.position')
		.orderBy('lastName')
		.orderBy('firstName')
		.execute();
	const first = new Map<string, (typeof rows)[number]>();
	for (const row of rows) {
		const known = first.get(row.id);
		if (!known || row.position < known.position) first.set(row.id, row);
	}
	const agents = rows.filter((row) => first.get(row.id) === row && row.id !== authorId);
	return { version: readingVersion, agents };
}
