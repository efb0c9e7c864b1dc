import type { Paper } from '#editions/prints/index.ts';

/** The issue as data: what each structure says, block by block, and the publication that carries it. */
export function compositionOf(papers: Paper[]) {
	const first = papers[0]?.page;
	if (!first) return { format: 'unisson-issue/1', voices: {} };
	const { publication, issue } = first;
	return {
		format: 'unisson-issue/1',
		publication,
		issue,
		structures: Object.fromEntries(papers.map(({ structure: { id, slug, name } }) => [id, { slug, name }])),
		voices: Object.fromEntries(
			papers.map(({ structure, page }) => [
				structure.slug,
				{ editorial: page.editorial, contents: page.contents, blocks: page.blocks }
			])
		)
	};
}
