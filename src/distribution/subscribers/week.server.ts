import { sql, type RawBuilder } from 'kysely';
import { listCaps } from '#distribution/senders/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Candidate } from './subscriber.ts';

const days = 7 * 86_400_000;

/** Letters that readers were sent lately, or are about to be, and how many a structure lets one reader have. */
export type Week = {
	/** Whether somebody to whom so many letters went may receive no other in the voice of a structure (id). */
	isEnough(letters: number, structureId: string): boolean;
	/** The mailings of these seven days. */
	mailingIds: string[];
	since: string;
};

/**
 * What a mailing of a title is measured by; undefined when nobody can have received enough. A reader is a mailbox: letters
 * are counted by address, over all titles and all structures, in the seven days before this moment; those that are
 * prepared and leave within seven days count already, so that two letters prepared together are not one too many; one that
 * waits for a person since longer than that is forgotten.
 *
 * Service information and urgent mailings always pass, and do not count: what the house has to say never uses up what
 * a reader chose to read. Letters that came back or were refused do not count either: he did not receive them.
 */
export async function openWeek(
	db: Db,
	{ isService, voices }: Publication,
	{ isUrgent = false }: { isUrgent?: boolean } = {}
): Promise<Week | undefined> {
	if (isService || isUrgent) return undefined;
	const capOf = await listCaps(db);
	const since = new Date(Date.parse(now()) - days).toISOString();
	const until = new Date(Date.parse(now()) + days).toISOString();
	const rows = await db
		.selectFrom('mailing')
		.innerJoin('publication', 'publication.id', 'mailing.publicationId')
		.select('mailing.id')
		.where('isUrgent', '=', 0)
		.where('isService', '=', 0)
		.where('state', '!=', 'preparing')
		.where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', since)]))
		.where((eb) => eb.or([eb('state', '!=', 'scheduled'), eb('plannedAt', '<=', until)]))
		.where((eb) =>
			eb.or([
				eb('state', 'not in', ['ready', 'paused']),
				eb('mailing.createdAt', '>', since),
				eb('startedAt', '>', since)
			])
		)
		.execute();
	// A mailing gives one letter to an address: where there were fewer of them than a reader may have, nobody is asked about.
	if (voices.every((structureId) => rows.length < (capOf(structureId) ?? Infinity))) return undefined;
	return {
		isEnough: (letters, structureId) => letters >= (capOf(structureId) ?? Infinity),
		mailingIds: rows.map(({ id }) => id),
		since
	};
}

/** A letter that arrived, may have arrived, or is about to leave. */
const counts = ({ since }: Week, letter: string): RawBuilder<boolean> => {
	const [state, at] = [sql.ref(`${letter}.state`), sql.ref(`${letter}.at`)];
	return sql<boolean>`(${state} in ('pending', 'deferred')
		or (${state} in ('sent', 'sending', 'uncertain') and ${at} > ${since}))`;
};

/** How many letters of the week go to the address of a row of `subscriber`; found by the index of addresses. */
export const lettersTo = (week: Week | undefined): RawBuilder<number> =>
	week
		? sql<number>`(select count(*) from "delivery" "d" where "d"."mailingId" in (${sql.join(week.mailingIds)})
			and "d"."address" = "subscriber"."address" and ${counts(week, 'd')})`
		: sql<number>`0`;

/** Which addresses of a thousand people at most received enough to receive no more; one question. */
export async function listSated(
	db: Db,
	week: Week | undefined,
	people: Pick<Candidate, 'address' | 'structureId'>[]
): Promise<Set<string>> {
	const addresses = people.flatMap(({ address }) => address ?? []);
	if (!week || addresses.length === 0) return new Set();
	const rows = await db
		.selectFrom('delivery')
		.select((eb) => ['address', eb.fn.countAll().as('letters')])
		.where('mailingId', 'in', week.mailingIds)
		.where('address', 'in', addresses)
		.where(counts(week, 'delivery'))
		.groupBy('address')
		.execute();
	const letters = new Map(rows.map((row) => [row.address, Number(row.letters)]));
	return new Set(
		people.flatMap(({ address, structureId }) =>
			address && week.isEnough(letters.get(address) ?? 0, structureId) ? address : []
		)
	);
}
