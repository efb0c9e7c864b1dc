import { getAgent } from '#foundation/accounts/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { listServices } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { TypedTitle } from './typed.server.ts';

/** Where the agents of some structures can be found, for the lists of a title: `structure|service|site`. */
export async function placesOf(db: Db, structures: Structure[]) {
	const services = await listServices(db);
	return structures.map(({ id, name }) => {
		const own = services.filter(({ structureId }) => structureId === id);
		const sites = [...new Set(own.flatMap(({ site }) => site || []))].sort();
		return {
			...{ id, name },
			places: [
				{ value: `${id}||`, label: `Tous les agents : ${name}` },
				...own.map((service) => ({ value: `${id}|${service.id}|`, label: service.name })),
				...sites.map((site) => ({ value: `${id}||${site}`, label: `Site : ${site}` }))
			]
		};
	});
}

/** A title as its form shows it. */
export async function typedOf(db: Db, { settings, ...title }: Publication): Promise<TypedTitle> {
	const { headings, rhythm, lists, imprint, tribunes } = settings;
	return {
		...{ title: title.title, kind: title.kind, tagline: title.tagline, cadence: title.cadence, reach: title.reach },
		...{ ownerId: title.ownerId, voices: title.voices, isService: title.isService, headings: headings.join('\n') },
		...{ every: rhythm?.every ?? '', weekday: String(rhythm?.weekday ?? 4), hour: String(rhythm?.hour ?? 10) },
		lists: lists.map(({ structureId, serviceId, site }) => `${structureId}|${serviceId ?? ''}|${site ?? ''}`),
		imprint,
		tribunes: await Promise.all(
			tribunes.map(async ({ group, signs, writers }) => ({
				...{ group, signs: String(signs) },
				writers: (await Promise.all(writers.map((id) => getAgent(db, id))))
					.flatMap(({ email }) => email ?? [])
					.join(', ')
			}))
		)
	};
}

/** A title before anything was said of it. */
export const blankTitle = (ownerId: string): TypedTitle => ({
	...{ title: '', kind: 'newsletter', tagline: '', cadence: '', reach: 'internal', ownerId, voices: [ownerId] },
	...{ isService: false, headings: '', every: '', weekday: '4', hour: '10', lists: [], tribunes: [] },
	imprint: { director: '', editors: '', printer: '', issn: '', legalDeposit: '', printRun: '' }
});
