import { followAcknowledgements } from '#editorial/announcements/index.server.ts';
import { progress } from '#editorial/announcements/index.ts';
import type { PageServerLoad } from './$types';

/** Who has taken note of an announcement, structure by structure and service by service. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { services, ...announcement } = await followAcknowledgements(locals.db, locals.actor, params.id);
	const structures = locals.structures.map(({ id, slug, name }) => {
		const own = services.filter(({ structureId }) => structureId === id);
		return { slug, name, services: own, ...progress(own) };
	});
	return { announcement, structures: structures.filter(({ total }) => total > 0), ...progress(services) };
};
