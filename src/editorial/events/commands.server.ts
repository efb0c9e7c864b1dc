import { getAnswered } from '#editorial/articles/index.server.ts';
import type { AgentActor, Reader } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { Conflict, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import type { RegistrationState } from './event.ts';
import { countPlaces, holdEvent, movePeopleUp, type HeldEvent } from './places.server.ts';
import { isOpen, stateFor } from './rules.ts';

/** The event at an address, for this reader, held. Throws `NotFound`, also for one that asks nobody to register. */
async function getHeld(tx: Tx, reader: Reader, slug: string): Promise<HeldEvent & { capacity: number }> {
	const { id } = await getAnswered(tx, reader, { slug });
	const event = await holdEvent(tx, id);
	if (!event || event.capacity === null) throw new NotFound('Cet événement ne demande pas de s’inscrire.');
	return { ...event, capacity: event.capacity };
}

/**
 * Takes a place on one date, or the end of its waiting list when it is full. Two people who want the last place wait for
 * each other here. Registering again changes nothing. Throws `Conflict` once the date has begun.
 */
export async function register(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	slug: string,
	startAt: Instant
): Promise<RegistrationState> {
	const event = await getHeld(tx, reader, slug);
	if (!event.dates.some(({ start }) => start === startAt)) throw new NotFound('Cette date n’existe pas ou plus.');
	if (!isOpen(startAt, now())) throw new Conflict('Les inscriptions à cette date sont closes.');
	await movePeopleUp(tx, event);
	const known = await tx
		.selectFrom('registration')
		.select('state')
		.where('articleId', '=', event.id)
		.where('startAt', '=', startAt)
		.where('agentId', '=', actor.id)
		.executeTakeFirst();
	if (known) return known.state;
	const { taken, waiting } = await countPlaces(tx, event.id, startAt);
	const state = stateFor(event.capacity, taken, waiting);
	await tx
		.insertInto('registration')
		.values({
			...{ id: newId(), articleId: event.id, startAt, agentId: actor.id, state, at: now() },
			...{ promotedAt: null, remindedAt: null }
		})
		.execute();
	await audit(tx, actor, 'registration.take', { kind: 'article', id: event.id }, { startAt, state });
	return state;
}

/** Gives one's place back; who waits moves up in the same transaction. */
export async function withdrawRegistration(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	slug: string,
	startAt: Instant
): Promise<void> {
	const event = await getHeld(tx, reader, slug);
	const { numDeletedRows } = await tx
		.deleteFrom('registration')
		.where('articleId', '=', event.id)
		.where('startAt', '=', startAt)
		.where('agentId', '=', actor.id)
		.executeTakeFirst();
	if (Number(numDeletedRows) === 0) return;
	await audit(tx, actor, 'registration.giveBack', { kind: 'article', id: event.id }, { startAt });
	await movePeopleUp(tx, event);
}
