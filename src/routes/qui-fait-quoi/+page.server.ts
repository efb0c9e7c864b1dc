import { listRemits, listSections } from '#foundation/sections/index.server.ts';
import { stanceLabels } from '#foundation/sections/index.ts';
import type { PageServerLoad } from './$types';

/** Who speaks about what, for agents: functions before names, and nobody where a structure has no part. */
export const load: PageServerLoad = async ({ locals: { db, structures } }) => {
	const [sections, remits] = [await listSections(db), await listRemits(db)];
	return {
		parts: sections.map(({ id, slug, name, description }) => ({
			...{ slug, name, description },
			cells: structures.flatMap((structure) => {
				const cell = remits.find(({ sectionId, structureId }) => sectionId === id && structureId === structure.id);
				if (!cell || cell.stance === 'none') return [];
				const writers = cell.people.filter(({ duty }) => duty === 'writes');
				return [
					{
						...{ slug: structure.slug, name: structure.name, stance: cell.stance, angle: cell.angle },
						word: stanceLabels[cell.stance].toLowerCase(),
						writers: writers.map(({ name: person, jobTitle }) => ({ name: person, jobTitle }))
					}
				];
			})
		}))
	};
};
