import { countAudience, countMonths, listKept } from '#distribution/subscribers/index.server.ts';
import type { PageServerLoad } from './$types';

/** Every title whose list one keeps: who would receive it today, who would not and why, and how the list moves. */
export const load: PageServerLoad = async ({ locals: { actor, db, settings, structures } }) => {
	const titles = [];
	for (const publication of await listKept(db, actor)) {
		const audience = await countAudience(db, publication, settings.sessionSecret);
		const { slug, title, kind, reach, isService } = publication;
		titles.push({
			...{ slug, title, kind, reach, isService },
			audience: audience.map(({ structureId, ...numbers }) => ({
				structure: structures.find(({ id }) => id === structureId)?.shortName ?? '',
				...numbers
			})),
			months: await countMonths(db, publication.id)
		});
	}
	return { titles };
};
