import type { Media } from '#foundation/media/index.ts';
import type { ArticleSummary } from '../article.ts';

/** A picture with what this use of it says; empty texts of the use are the library's. */
export type Illustration = { media: Media; alt: string; caption: string; credit: string };

/** A line of a list with its cover; undefined when it has none: no picture is better than a stock picture. */
export type Illustrated = ArticleSummary & { picture: Illustration | undefined };

/** An article with its cover, found among loaded media. */
export function illustrate<A extends ArticleSummary>(article: A, media: Map<string, Media>): A & Illustrated {
	const { cover } = article;
	const found = cover ? media.get(cover.media) : undefined;
	if (!cover || !found) return { ...article, picture: undefined };
	return {
		...article,
		picture: {
			media: found,
			alt: found.decorative ? '' : cover.alt || found.altText,
			caption: cover.caption || found.caption,
			credit: cover.credit || found.credit
		}
	};
}
