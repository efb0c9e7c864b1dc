import type { Actor } from '#foundation/accounts/index.ts';
import { createSection, findSection } from '#foundation/sections/index.server.ts';
import type { Section } from '#foundation/sections/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { fold, slugify } from '#kernel/text.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { Fields } from './fields.ts';
import type { ImportOptions } from './report.ts';

/** A section by its address, and the name to give it when it does not exist yet. */
export type Destination = { slug: string; name: string; mustExist: boolean };

/** Where articles go that say nothing. */
const otherwise = { slug: 'actualites', name: 'Actualités', mustExist: false };

/**
 * The section of an article: the one asked for, else the first of its categories (or tags) that the mapping knows, else
 * the one that it names, made when it does not exist.
 */
export function destinationOf(fields: Fields, { section, mapping = {} }: ImportOptions): Destination {
	if (section) return { slug: section, name: section, mustExist: true };
	const mapped = new Map(Object.entries(mapping).map(([category, slug]) => [fold(category), slug]));
	const named = [...(fields.section ? [fields.section] : []), ...fields.categories];
	for (const name of [...named, ...fields.tags]) {
		const slug = mapped.get(fold(name));
		if (slug) return { slug, name: readable(slug), mustExist: false };
	}
	const [first] = named;
	return first ? { slug: slugify(first), name: readable(first), mustExist: false } : otherwise;
}

/** "pole-emploi" → "Pole emploi"; a name with capitals or spaces stays. */
function readable(name: string): string {
	const words = /[\sA-Z]/.test(name) ? name : name.replace(/[-_]+/g, ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The section at a destination; undefined when it is still to be made. Throws `NotFound` for one that must exist. */
export async function findDestination(db: Db, { slug, mustExist }: Destination): Promise<Section | undefined> {
	const section = await findSection(db, slug);
	if (!section && mustExist) throw new NotFound(`La rubrique « ${slug} » n’existe pas.`);
	return section;
}

export const takeDestination = async (tx: Tx, actor: Actor, destination: Destination): Promise<Section> =>
	(await findDestination(tx, destination)) ??
	(await createSection(tx, actor, { name: destination.name, slug: destination.slug }));
