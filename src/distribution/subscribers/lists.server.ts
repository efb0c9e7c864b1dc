import type { Publication } from '#editions/publications/index.ts';
import { listServices } from '#foundation/structures/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Audience } from './audience.server.ts';
import { everyAgent, judge, onlyOnce } from './candidates.server.ts';
import { placesOf } from './people.server.ts';
import { listedPlace, type Place } from './rules.ts';
import { listSated, openWeek } from './week.server.ts';

/** How many of those who receive a title in the voice of a structure are on one of its lists. */
export type ListCount = { structureId: string; name: string; people: number };

/**
 * « Qui va recevoir ? », list by list: the title's lists of agents, the agents who asked for it themselves, and those who
 * subscribed from outside, being what is left of `audience`. Somebody on two lists is counted on both.
 */
export async function countLists(
	db: Db,
	publication: Publication,
	secret: string,
	audience: Audience[]
): Promise<ListCount[]> {
	const lists = (await namedLists(db, publication)).map((list) => ({ ...list, people: 0 }));
	const [agents, themselves] = [new Map<string, number>(), new Map<string, number>()];
	for await (const { structureId, places } of everyReceivingAgent(db, publication, secret)) {
		const found = lists.filter(
			({ place }) => place.structureId === structureId && isListed(publication, place, places)
		);
		for (const list of found) list.people += 1;
		const counted = found.length > 0 ? [agents] : [agents, themselves];
		for (const each of counted) each.set(structureId, (each.get(structureId) ?? 0) + 1);
	}
	return audience.flatMap(({ structureId, recipients }) => {
		const own = lists.filter(({ place }) => place.structureId === structureId);
		const rest = [
			{ name: 'Agents abonnés d’eux-mêmes', people: themselves.get(structureId) ?? 0 },
			{ name: 'Abonnés par le formulaire ou par un import', people: recipients - (agents.get(structureId) ?? 0) }
		].filter(({ people }) => people > 0);
		return [...own, ...rest].map(({ name, people }) => ({ structureId, name, people }));
	});
}

async function* everyReceivingAgent(
	db: Db,
	publication: Publication,
	secret: string
): AsyncIterable<{ structureId: string; places: Place[] }> {
	const week = await openWeek(db, publication);
	const taken = new Set<string>();
	for await (const some of everyAgent(db, publication)) {
		const judged = (await judge(db, publication, some, secret)).map((each) => onlyOnce(each, taken));
		const sated = await listSated(db, week, judged);
		const receiving = judged.filter(({ address }) => address !== null && !sated.has(address));
		const agentIds = receiving.flatMap(({ agentId }) => agentId ?? []);
		const places = await placesOf(db, agentIds);
		for (const { agentId, structureId } of receiving) yield { structureId, places: places.get(agentId ?? '') ?? [] };
	}
}

/** The lists of agents of a title; an internal one without any is for all agents of its structures. */
async function namedLists(db: Db, { reach, voices, settings: { lists } }: Publication) {
	const everybody = (structureId: string): Place => ({ structureId, serviceId: null, site: null });
	const places = lists.length > 0 || reach !== 'internal' ? lists : voices.map(everybody);
	const services = await listServices(db);
	return places.map((place) => {
		const service = services.find(({ id }) => id === place.serviceId)?.name;
		return { place, name: [service, place.site].filter(Boolean).join(', ') || 'Tous les agents' };
	});
}

const isListed = ({ reach, settings }: Publication, list: Place, places: Place[]): boolean =>
	listedPlace({ voices: [list.structureId], reach, settings: { ...settings, lists: [list] } }, places) !== undefined;
