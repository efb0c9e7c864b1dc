import type { Issue } from '#editions/publications/index.ts';
import { mediaIn } from '#editorial/content/index.ts';

/** The pictures of the issue's own texts, and the portraits of who signs them. */
export function pictureIdsOf({ editorial, blocks, voices }: Pick<Issue, 'editorial' | 'blocks' | 'voices'>): string[] {
	const editorials = [editorial, ...Object.values(voices).map((voice) => voice.editorial)].flatMap((one) => one ?? []);
	const texts = [
		...editorials.map(({ body }) => body),
		...blocks.flatMap((block) => (block.kind === 'text' || block.kind === 'tribune' ? [block.body] : []))
	];
	const portraits = editorials.flatMap(({ portrait }) => (portrait ? [portrait.media] : []));
	return [...new Set([...texts.flatMap(({ content }) => mediaIn(content)), ...portraits])];
}
