import { dayOf } from '#kernel/dates.ts';
import { fold } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';

/** Somebody as one names him to another: no address, no account. */
export type Person = { id: string; name: string; jobTitle: string };

const openPeople = (db: Db) =>
	db
		.selectFrom('agent')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.select(['agent.id', 'firstName', 'lastName', 'jobTitle'])
		.where('account.disabledAt', 'is', null)
		.where((eb) => eb.or([eb('leftOn', 'is', null), eb('leftOn', '>=', dayOf(now()))]))
		.orderBy('lastName')
		.orderBy('firstName');

const personOf = ({
	id,
	firstName,
	lastName,
	jobTitle
}: Record<'id' | 'firstName' | 'lastName' | 'jobTitle', string>) => ({
	id,
	name: `${firstName} ${lastName}`.trim(),
	jobTitle
});

/**
 * People of the house whose name or post holds every word of `text`, accents aside, in the order of their names. Those
 * who have left are not found; an empty text finds nobody.
 */
export async function searchPeople(db: Db, text: string, limit = 8): Promise<Person[]> {
	const words = fold(text).split(/\s+/).filter(Boolean);
	if (words.length === 0) return [];
	const rows = await openPeople(db).execute();
	return rows
		.map(personOf)
		.filter(({ name, jobTitle }) => words.every((word) => fold(`${name} ${jobTitle}`).includes(word)))
		.slice(0, limit);
}

/** People by id, in the order of their names; those who have left and what is no id are absent. */
export async function listPeople(db: Db, ids: string[]): Promise<Person[]> {
	const wanted = [...new Set(ids)];
	if (wanted.length === 0) return [];
	return (await openPeople(db).where('agent.id', 'in', wanted).execute()).map(personOf);
}
