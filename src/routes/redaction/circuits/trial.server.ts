import type { Section } from '#foundation/sections/index.ts';
import { listPeople } from '#foundation/accounts/index.server.ts';
import { finder, tracksFor } from '#foundation/validation/index.server.ts';
import { stepWords } from '#foundation/validation/index.ts';
import { enumerate, withArticle } from '#kernel/text.ts';
import { kindOptions } from './kinds.ts';

/** What an address asks: of which kind, in which section, for which structures. What is missing gets an example. */
export function askedIn({ structures }: App.Locals, sections: Section[], { searchParams }: URL) {
	const slugs = searchParams.getAll('structure');
	const known = structures.filter(({ slug }) => slugs.includes(slug));
	return {
		kind: kindOptions.find(({ value }) => value === searchParams.get('forme')) ?? kindOptions[0]!,
		section: sections.find(({ slug }) => slug === searchParams.get('rubrique')) ?? sections[0],
		voices: known.length > 0 ? known : structures.slice(0, 2)
	};
}

/** "Une actualité de Mobilités qui parle pour Ville et Agglo", and what each structure would ask for, in words. */
export async function trialOf({ db }: App.Locals, { kind, section, voices }: ReturnType<typeof askedIn>) {
	if (!section) return undefined;
	const structures = voices.map(({ id }) => id);
	const tracks = await tracksFor(db, { structures, sectionId: section.id, kind: kind.value });
	const find = await finder(db);
	const steps = tracks.flatMap((track) => track.steps);
	const substitutes = await listPeople(
		db,
		steps.flatMap(({ substituteId }) => substituteId ?? [])
	);
	return {
		sentence: `${kind.words}, rubrique ${section.name}, qui parle pour ${enumerate(voices.map(({ shortName }) => withArticle(shortName)))}\u00a0:`,
		tracks: tracks.map(({ structureId, isSet, steps: own }) => ({
			structureId,
			isSet,
			steps: own.map(({ label, approver, substituteId, dueHours }) => ({
				label,
				words: stepWords({
					who: find(approver).map(({ name }) => name),
					dueHours,
					substitute: substitutes.find(({ id }) => id === substituteId)?.name
				})
			}))
		}))
	};
}
