import type { Details } from '#editorial/articles/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { clockTime, longDay, type Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { lockRows, readJson, type Db, type Tx } from '#platform/database/index.server.ts';
import { isOpen } from './rules.ts';

/** An event as its registrations need it. */
export type HeldEvent = { id: string; slug: string; title: string } & Details['event'];

/**
 * The event of an article, held until the end of the transaction: whoever counts its places does so alone. Undefined when
 * readers do not see it.
 */
export async function holdEvent(tx: Tx, articleId: string): Promise<HeldEvent | undefined> {
	await lockRows(tx, tx.selectFrom('article').select('id').where('id', '=', articleId)).execute();
	const row = await tx
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.liveId')
		.select(['article.id', 'slug', 'title', 'details'])
		.where('article.id', '=', articleId)
		.where('kind', '=', 'event')
		.executeTakeFirst();
	if (!row) return undefined;
	const { details, ...event } = row;
	return { ...event, ...(readJson(details) as Details['event']) };
}

/** How many have a place on a date, and how many wait for one. */
export async function countPlaces(
	db: Db,
	articleId: string,
	startAt: Instant
): Promise<{ taken: number; waiting: number }> {
	const rows = await db
		.selectFrom('registration')
		.select((eb) => ['state', eb.fn.countAll().as('many')])
		.where('articleId', '=', articleId)
		.where('startAt', '=', startAt)
		.groupBy('state')
		.execute();
	const manyOf = (state: string) => Number(rows.find((row) => row.state === state)?.many ?? 0);
	return { taken: manyOf('registered'), waiting: manyOf('waiting') };
}

/**
 * Moves the waiting lists of an event up into the places that are free, in order, and tells each person once. To be done
 * where a place was freed; the event must be held. Answers how many moved up.
 */
export async function movePeopleUp(tx: Tx, event: HeldEvent): Promise<number> {
	let moved = 0;
	for (const { start } of event.dates) {
		if (!isOpen(start, now())) continue;
		const { taken, waiting } = await countPlaces(tx, event.id, start);
		const free = event.capacity === null ? waiting : Math.min(waiting, event.capacity - taken);
		if (free > 0) moved += await moveUp(tx, event, start, free);
	}
	return moved;
}

async function moveUp(tx: Tx, event: HeldEvent, start: Instant, free: number): Promise<number> {
	const next = await tx
		.selectFrom('registration')
		.select(['id', 'agentId'])
		.where('articleId', '=', event.id)
		.where('startAt', '=', start)
		.where('state', '=', 'waiting')
		.orderBy('at')
		.orderBy('id')
		.limit(free)
		.execute();
	for (const { id, agentId } of next) {
		await tx.updateTable('registration').set({ state: 'registered', promotedAt: now() }).where('id', '=', id).execute();
		await notify(tx, {
			agents: [agentId],
			key: `registration/${id}/promoted`,
			kind: 'registration',
			subject: { kind: 'article', id: event.id },
			title: `Une place s’est libérée : ${event.title}`,
			detail: `Vous êtes inscrit pour le ${longDay(start)}, ${clockTime(start)}. Si vous ne pouvez plus venir, laissez la place.`,
			href: `/articles/${event.slug}#inscription`
		});
		await audit(tx, operator, 'registration.promote', { kind: 'article', id: event.id }, { registration: id });
	}
	return next.length;
}
