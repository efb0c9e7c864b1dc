import { bytesGauge, type ArticleWeight } from '#editions/publications/index.ts';
import type { BlockOf } from '../draft.ts';
import type { Desk } from '../desk.svelte.ts';

/** An article of a letter that could be said shorter. `weight` in bytes. */
type Heavy = { block: BlockOf<'article'>; title: string; weight: number };

/** What a summary weighs, in bytes: about. */
const summary = 3_000;

/** The articles to pass in summary for a letter to be at ease again, the heaviest first; none while it is. */
export function heaviest(
	letter: { bytes: number; articles: ArticleWeight[] },
	desk: Pick<Desk, 'draft' | 'articles'>
): Heavy[] {
	if (letter.bytes <= bytesGauge) return [];
	const long = letter.articles
		.filter(({ form }) => form === 'full' || form === 'lead')
		.sort((a, b) => b.bytes - a.bytes);
	let over = letter.bytes - bytesGauge;
	const found: Heavy[] = [];
	for (const { slug, title, bytes } of long) {
		if (over <= 0) break;
		const block = desk.draft.blocks.find(
			(one) => one.kind === 'article' && desk.articles.get(one.articleId)?.slug === slug
		);
		if (block?.kind !== 'article' || bytes <= summary) continue;
		found.push({ block, title, weight: bytes });
		over -= bytes - summary;
	}
	return found;
}
