import type { Reader } from '#foundation/accounts/index.ts';
import { reachesOpenTo } from '#kernel/reach.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { visibleStates } from './rules.ts';

/**
 * The articles that a reader may see, with the columns of a list: the one place where state, time, reach, audience and
 * expiry are asked. Every read starts here, so that forgetting a condition shows nothing rather than everything.
 */
export function visibleArticles(db: Db, reader: Reader, { expired = false } = {}) {
	const at = now();
	let query = db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.liveId')
		.innerJoin('section', 'section.id', 'article.sectionId')
		.where('article.state', 'in', visibleStates)
		.where('article.publishedAt', '<=', at)
		.where('article.reach', 'in', reachesOpenTo(reader.reach))
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('articleAudience')
					.select('articleAudience.structureId')
					.whereRef('articleAudience.articleId', '=', 'article.id')
					.where('articleAudience.structureId', 'in', reader.structures)
			)
		);
	// "Internal first": those outside wait until their own moment.
	if (reader.reach !== 'internal')
		query = query.where((eb) => eb.or([eb('article.publicAt', 'is', null), eb('article.publicAt', '<=', at)]));
	if (!expired) {
		query = query.where((eb) => eb.or([eb('article.expiresAt', 'is', null), eb('article.expiresAt', '>', at)]));
	}
	return query.select([
		'article.id',
		'article.slug',
		'article.kind',
		'article.reach',
		'article.signature',
		'article.details',
		'article.publishedAt',
		'article.updatedAt',
		'article.expiresAt',
		'section.slug as sectionSlug',
		'section.name as sectionName',
		'revision.title',
		'revision.standfirst',
		'revision.cover',
		'revision.variants',
		'revision.words'
	]);
}

/** A row of `visibleArticles`. */
export type VisibleRow = Awaited<ReturnType<ReturnType<typeof visibleArticles>['execute']>>[number];
