import { mediaIn } from './form.ts';
import type { Content } from './rendition.ts';

/** Ids of the pictures that stand at the head of an article, for any structure. */
export function coversOf({ cover, variants }: Pick<Content, 'cover' | 'variants'>): string[] {
	const uses = [cover, ...Object.values(variants).map((variant) => variant.cover)];
	return [...new Set(uses.flatMap((use) => use?.media ?? []))];
}

/** Ids of every picture and file of an article, whoever it is shown to. */
export const mediaOf = (content: Pick<Content, 'cover' | 'variants' | 'body'>): string[] => [
	...new Set([...coversOf(content), ...mediaIn(content.body.content)])
];
