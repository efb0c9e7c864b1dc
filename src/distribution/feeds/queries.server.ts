import {
	findArticleAddress,
	findRenditions,
	getArticle,
	listByOutlet,
	type ArticlePage
} from '#editorial/articles/index.server.ts';
import type { ArticleSummary } from '#editorial/articles/index.ts';
import { illustrate, type Illustrated } from '#editorial/articles/ui/illustrated.ts';
import { html, mediaIn, type Rendition, type Voice } from '#editorial/content/index.ts';
import { publicReader } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { pictureUrl, type Media } from '#foundation/media/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { typeset } from '#kernel/text.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { ArticleFeed, FeedItem } from './feed.ts';
import { wholeLinks } from './links.ts';

/** Articles in a feed: a reader of feeds who comes once a week misses nothing. */
const size = 30;

const missing = () => new NotFound('Cet article n’existe pas, ou il n’est pas public.');

/** The public page of an article in the voice of a structure. */
export const publicPath = (structure: Pick<Structure, 'slug'>, slug: string): string =>
	`/flux/${structure.slug}/${slug}`;

function speaking(structures: Structure[], slug: string): Structure {
	const structure = structures.find((one) => one.slug === slug);
	if (!structure) throw missing();
	return structure;
}

/**
 * What a structure says to everybody, in its voice: only what is public, has come for the public, has not expired, and
 * goes out by the feed. `origin` is the public address of the installation. Throws `NotFound` for an unknown structure.
 */
export async function getFeed(
	db: Db,
	structures: Structure[],
	structureSlug: string,
	origin: string
): Promise<ArticleFeed> {
	const structure = speaking(structures, structureSlug);
	const reader = publicReader(structure.id);
	const summaries = await listByOutlet(db, reader, 'feed', { voice: structure.id, size });
	const said = await findRenditions(
		db,
		reader,
		summaries.map(({ id }) => id)
	);
	const renditions = summaries.flatMap((summary) => said.get(summary.id) ?? []);
	const shown = renditions.flatMap(({ rendition }) => [...mediaIn(rendition.blocks), rendition.cover?.media ?? []]);
	const media = await loadMedia(db, shown.flat());
	const voices = new Map<string, Voice>(structures.map((one) => [one.id, one]));
	const items = renditions.map((each) => itemOf(each, { structure, voices, media, origin }));
	return {
		title: `${structure.name} : les actualités`,
		author: structure.name,
		url: `${origin}/flux/${structure.slug}/articles`,
		updatedAt:
			items
				.map(({ updatedAt }) => updatedAt)
				.sort()
				.at(-1) ?? null,
		items
	};
}

type Speaking = { structure: Structure; voices: Map<string, Voice>; media: Map<string, Media>; origin: string };

function itemOf(
	{ summary, rendition }: { summary: ArticleSummary; rendition: Rendition },
	{ structure, voices, media, origin }: Speaking
): FeedItem {
	const url = origin + publicPath(structure, summary.slug);
	const context = { structure, structures: voices, media, origin: '', reach: 'public' as const, showAddresses: false };
	const cover = rendition.cover && media.get(rendition.cover.media);
	return {
		id: summary.id,
		url,
		title: typeset(rendition.title),
		summary: typeset(rendition.standfirst),
		html: wholeLinks(html(rendition.blocks, context).output, origin, url),
		image: cover ? origin + pictureUrl(cover, 960, 'jpg') : null,
		author: typeset(summary.signature) || structure.name,
		section: summary.section.name,
		publishedAt: summary.publishedAt,
		updatedAt: summary.updatedAt ?? summary.publishedAt
	};
}

/**
 * A public article as anyone reads it, in the voice of a structure that says it. Throws `NotFound` for what is not
 * public, not there yet, withdrawn or past its time.
 */
export async function getPublicArticle(
	db: Db,
	structures: Structure[],
	structureSlug: string,
	slug: string
): Promise<{ structure: Structure; article: ArticlePage & Illustrated }> {
	const structure = speaking(structures, structureSlug);
	const article = await getArticle(db, publicReader(structure.id), slug);
	if (article.expired || !article.voices.includes(structure.id)) throw missing();
	const media = await loadMedia(db, article.cover ? [article.cover.media] : []);
	return { structure, article: illustrate(article, media) };
}

/** Where a public article that had this address is now. */
export async function findPublicAddress(
	db: Db,
	structures: Structure[],
	structureSlug: string,
	oldSlug: string
): Promise<string | undefined> {
	const structure = speaking(structures, structureSlug);
	const slug = await findArticleAddress(db, publicReader(structure.id), oldSlug);
	return slug && publicPath(structure, slug);
}
