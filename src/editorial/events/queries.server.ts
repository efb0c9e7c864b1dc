import { getForWriting } from '#editorial/articles/index.server.ts';
import type { Details } from '#editorial/articles/index.ts';
import type { Actor, AgentActor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Attendee, DatePlaces } from './event.ts';
import { isOpen } from './rules.ts';

/** The coming dates of an event that the actor may read, with their places and his own. */
export async function listPlaces(
	db: Db,
	actor: AgentActor,
	articleId: string,
	{ dates, capacity }: Pick<Details['event'], 'dates' | 'capacity'>
): Promise<DatePlaces[]> {
	const rows = await db
		.selectFrom('registration')
		.select(['startAt', 'agentId', 'state'])
		.where('articleId', '=', articleId)
		.orderBy('at')
		.orderBy('id')
		.execute();
	return dates
		.filter(({ start }) => isOpen(start, now()))
		.map(({ start, end }) => {
			const own = rows.filter(({ startAt }) => startAt === start);
			const waiting = own.filter(({ state }) => state === 'waiting');
			const position = waiting.findIndex(({ agentId }) => agentId === actor.id);
			return {
				...{ startAt: start, endAt: end, capacity },
				taken: own.length - waiting.length,
				waiting: waiting.length,
				mine: own.find(({ agentId }) => agentId === actor.id)?.state ?? null,
				position: position < 0 ? null : position + 1
			};
		});
}

/** What the organiser of an event sees. */
export type AttendeeList = {
	id: string;
	slug: string;
	title: string;
	capacity: number | null;
	dates: { start: string; end: string | null }[];
	attendees: Attendee[];
};

/** Everybody on the lists of an event, in the order in which they came, for who may write it. Throws `NotFound`. */
export async function listAttendees(db: Db, actor: Actor, articleId: string): Promise<AttendeeList> {
	const article = await getForWriting(db, actor, { id: articleId });
	if (article.kind !== 'event') throw new NotFound();
	const rows = await db
		.selectFrom('registration')
		.innerJoin('agent', 'agent.id', 'registration.agentId')
		.leftJoin('membership', (join) =>
			join.onRef('membership.agentId', '=', 'agent.id').on('membership.position', '=', 0)
		)
		.leftJoin('service', 'service.id', 'membership.serviceId')
		.select(['registration.startAt', 'registration.state', 'registration.at', 'firstName', 'lastName', 'jobTitle'])
		.select(['membership.structureId', 'service.name as service'])
		.where('registration.articleId', '=', articleId)
		.orderBy('registration.startAt')
		.orderBy('registration.state')
		.orderBy('registration.at')
		.orderBy('registration.id')
		.execute();
	const { capacity, dates } = article.details as Details['event'];
	return {
		...{ id: article.id, slug: article.slug, title: article.content.title, capacity, dates },
		attendees: rows.map((row) => ({
			...row,
			name: `${row.firstName} ${row.lastName}`,
			service: row.service ?? ''
		}))
	};
}
